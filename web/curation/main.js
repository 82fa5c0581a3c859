// Starts the curator's desk.
import { createApp } from "../vue.js";
import { begin } from "./actions/session.js";
import { Curation } from "./components/Curation.js";
import { listen } from "./keys.js";

createApp(Curation).mount("#app");
listen();
await begin();
