// Every component in every state, in the order in which the page shows them.
import { CASES } from "./specimens/cases.js";
import { FORM } from "./specimens/form.js";
import { PEOPLE } from "./specimens/people.js";
import { TALK } from "./specimens/talk.js";

export const SPECIMENS = [...TALK, ...FORM, ...CASES, ...PEOPLE];
