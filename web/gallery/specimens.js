// Every component in every state, in the order in which the page shows them.
import { CARDS } from "./specimens/cards.js";
import { CASES } from "./specimens/cases.js";
import { FORM } from "./specimens/form.js";
import { MANNER } from "./specimens/manner.js";
import { PEOPLE } from "./specimens/people.js";
import { TALK } from "./specimens/talk.js";

export const SPECIMENS = [...TALK, ...CARDS, ...FORM, ...MANNER, ...CASES, ...PEOPLE];
