// What a person says of one answer. Sent again for the same answer, it replaces what was said before.
import * as api from "../api.js";
import { state } from "../store.js";

/** A level of 好差评 for one answer, 1 (very poor) to 5; resolves with the sentence of thanks. */
export async function rateAnswer(reply, level) {
  const answer = await api.feedback(state.conversation.id, reply.message_id, { level });
  return answer.message;
}

export const myRating = api.caseRating;
export const rateCase = (applicationId, level, comment) => api.rateCase(applicationId, { level, comment: comment.trim() });

/** Resolves with the sentence of thanks. */
export async function sayWrong(reply, comment) {
  const answer = await api.feedback(state.conversation.id, reply.message_id, { wrong: true, comment: comment.trim() });
  return answer.message;
}
