// Starts the operations page.
import { createApp } from "../vue.js";
import { begin } from "./actions.js";
import { Operations } from "./components/Operations.js";

createApp(Operations).mount("#app");
await begin();
