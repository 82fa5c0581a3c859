// Starts the reviewer's desk.
import { createApp } from "../vue.js";
import { begin } from "./actions.js";
import { Desk } from "./components/Desk.js";
import { listen } from "./keys.js";

createApp(Desk).mount("#app");
listen();
await begin();
