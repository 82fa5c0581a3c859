// Takes words and taps while the page itself is still on its way (`index.html` shows its shell); main.js goes on with them.
(() => {
  const said = [];
  const page = document.getElementById("early");
  const log = page.querySelector(".log");
  const box = page.querySelector("textarea");
  let composing = null; // resolves when a word is no longer in the middle of being typed
  let pressing = null; // resolves when nothing is held down any more and what was pressed has been done

  const recall = (key) => {
    try {
      return JSON.parse(localStorage.getItem(`yuxiaozhi.${key}`));
    } catch {
      return null;
    }
  };
  const elder = recall("elder") === true;
  document.documentElement.toggleAttribute("data-elder", elder);
  // whoever comes back finds their own conversation or page here, 长辈版 one thing at a time
  if (elder || recall("conversation") || location.hash.length > 2) log.replaceChildren();

  function say(text) {
    const words = text.trim();
    if (!words || said.at(-1) === words) return;
    said.push(words);
    const turn = document.createElement("div");
    turn.className = "turn mine";
    turn.append(Object.assign(document.createElement("p"), { className: "bubble", textContent: words }));
    log.querySelector(".welcome")?.remove();
    log.append(turn);
    log.scrollTop = log.scrollHeight;
  }
  function send(event) {
    event.preventDefault();
    say(box.value);
    box.value = "";
  }

  page.addEventListener("click", (event) => {
    const need = event.target.closest("[data-ask]");
    if (need) say(need.dataset.ask);
  });
  page.querySelector("form").addEventListener("submit", send);
  box.addEventListener("keydown", (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing && send(event));
  box.addEventListener("compositionstart", () => {
    composing = new Promise((over) => box.addEventListener("compositionend", over, { once: true }));
  });
  // A press that begins here and ends on the page that took this place would be lost.
  addEventListener("pointerdown", () => {
    pressing = new Promise((over) => {
      const done = () => setTimeout(over); // the click comes after it
      addEventListener("pointerup", done, { once: true });
      addEventListener("pointercancel", done, { once: true });
    });
  });

  window.early = {
    /** What was said and what is typed, once no word or press is in the middle: { said, draft, focused }. */
    async end() {
      await composing;
      await pressing;
      const left = { said, draft: box.value, focused: document.activeElement === box };
      document.getElementById("app").replaceChildren();
      return left;
    },
  };
  performance.mark("usable");
})();
