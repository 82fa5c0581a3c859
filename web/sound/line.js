// A line on which one speaks and the words come back while one does. See docs/speech.md.
import { ApiError, NetworkError } from "../api.js";

const ANSWERED_WITHIN_MS = 40_000; // others may be before

/**
 * `partial(text)` hears what is written so far, `ended(fault)` that nothing more will come. Gives { send(pcm), end(), close() };
 * `end()` resolves with { text, confidence }, or rejects as a call does.
 */
export function speakOn({ hertz, partial, ended }) {
  const address = new URL("/api/v1/speech/live", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  let settle;
  const answer = new Promise((resolve, reject) => (settle = { resolve, reject }));
  answer.then(() => ended(null), ended);
  const lost = () => settle.reject(new NetworkError("the line is gone"));
  const heard = {
    partial: ({ text }) => partial(text),
    final: settle.resolve,
    problem: (problem) => settle.reject(new ApiError(problem.status, problem)),
  };
  const socket = opened(address);
  const waiting = [JSON.stringify({ type: "start", hertz })];
  const open = () => socket?.readyState === WebSocket.OPEN;
  const send = (message) => (open() ? socket.send(message) : waiting.push(message));
  if (socket) {
    socket.onopen = () => waiting.splice(0).forEach((message) => socket.send(message));
    socket.onmessage = ({ data }) => {
      const { type, ...told } = JSON.parse(data);
      heard[type]?.(told);
    };
    socket.onclose = lost; // after an answer it tells nobody anything new
  } else lost();
  return {
    send,
    end() {
      if (!open()) lost();
      else send(JSON.stringify({ type: "stop" }));
      setTimeout(lost, ANSWERED_WITHIN_MS);
      return answer;
    },
    close: () => socket?.close(),
  };
}

/** Null where the browser does not even try, as some do under a strict policy. */
function opened(address) {
  try {
    return new WebSocket(address);
  } catch {
    return null;
  }
}
