// Answers for what a specimen asks of the API, so that the page of components shows no one's data and changes nothing.
const BASE = "/api/v1";
const outside = window.fetch.bind(window);
let answers = {};

/** `given`: path below the API's base → what is answered; everything else is unknown. */
export function answerWith(given = {}) {
  answers = given;
}

window.fetch = async (address, init) => {
  const path = new URL(address, location.href).pathname;
  if (!path.startsWith(BASE)) return outside(address, init);
  const known = answers[path.slice(BASE.length)];
  const body = known ?? { type: "about:blank", title: "", status: 404, detail: "", code: "not_found" };
  return new Response(JSON.stringify(body), { status: known ? 200 : 404, headers: { "Content-Type": "application/json" } });
};
