// What a guide page gains where scripts run: the person's own theme and type size, printing, copying the address.
import { recall } from "../storage.js";
import { setTheme } from "../theme.js";

setTheme(recall("theme") ?? "system");
document.documentElement.toggleAttribute("data-elder", recall("elder") === true);

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    copy.querySelector("[role=status]").textContent = copy.dataset.copy;
  });
}

// A cited answer unfolds: older browsers would scroll to a closed one.
const opened = () => {
  const folded = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
  if (folded) folded.open = true;
};
opened();
window.addEventListener("hashchange", opened);
