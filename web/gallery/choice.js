// Which specimen is shown, kept in the address.
import { reactive } from "../vue.js";
import { answerWith } from "./standin.js";
import { prepare } from "./world.js";

export const choice = reactive({ specimen: null });

export const addressOf = ({ component, state }) => `#/${component}/${state}`;

export function follow(specimens) {
  const read = () => {
    const found = specimens.find((one) => addressOf(one) === location.hash) ?? specimens[0];
    answerWith(found.answers);
    prepare(found.world);
    choice.specimen = found;
  };
  window.addEventListener("hashchange", read);
  read();
}
