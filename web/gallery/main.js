// The living page of all components in all their states: `/components/#/ReceiptCard/plain`. With `?bare` the specimen
// stands alone, as tests photograph it.
import { createApp } from "../vue.js";
import { Gallery } from "./Gallery.js";
import { follow } from "./choice.js";
import { SPECIMENS } from "./specimens.js";

follow(SPECIMENS);
createApp(Gallery).mount("#app");
