// Whether the form has room beside the talk; on narrower screens it comes up over it.
import { ref } from "./vue.js";

const beside = matchMedia("(min-width: 64rem)");
export const roomy = ref(beside.matches);
beside.addEventListener("change", () => (roomy.value = beside.matches));
