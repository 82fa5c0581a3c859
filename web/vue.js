// The one place that joins Vue's runtime with htm, so that templates need no build step and no `unsafe-eval`.
import { h } from "./vendor/vue/vue.runtime.esm-browser.prod.js";
import htm from "./vendor/htm/htm.module.js";

export {
  computed, createApp, defineAsyncComponent, nextTick, onBeforeUnmount, onMounted, onUpdated, reactive, ref, shallowRef, watch,
} from "./vendor/vue/vue.runtime.esm-browser.prod.js";

export const html = htm.bind(function (...args) {
  this[0] = 3; // htm would reuse static nodes; Vue mounts a node only once
  return h(...args);
});
