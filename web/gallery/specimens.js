// Every component in every state, in the order in which the page shows them.
import { ARCHIVE } from "./specimens/archive.js";
import { CARDS } from "./specimens/cards.js";
import { CASES } from "./specimens/cases.js";
import { ELDER } from "./specimens/elder.js";
import { FORM } from "./specimens/form.js";
import { PEOPLE } from "./specimens/people.js";
import { TALK } from "./specimens/talk.js";

export const SPECIMENS = [...TALK, ...ELDER, ...CARDS, ...FORM, ...CASES, ...PEOPLE, ...ARCHIVE];
