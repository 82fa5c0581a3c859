// What a person says of one answer. Sent again for the same answer, it replaces what was said before.
import * as api from "../api.js";
import { state } from "../store.js";

/** Resolves with the sentence of thanks. */
export async function sayWrong(reply, comment) {
  const answer = await api.feedback(state.conversation.id, reply.message_id, { wrong: true, comment: comment.trim() });
  return answer.message;
}
