// What the button one speaks with shows, and what is told beside it (pure).
const { t } = require("../texts.js");

module.exports = function words({ stage, held, away }) {
  const on = stage === "listening";
  const name = on ? (away ? "away" : held ? "held" : "on") : stage ? "wait" : "ready";
  const about = on && away ? "away" : on && held ? "held" : stage;
  const shown = t(`hearing.button.${name}`);
  return {
    on,
    away: on && away,
    loose: on && !held, // then there is a finger free to end it otherwise
    waits: stage === "writing", // a button that is off hears no finger leave it: never before
    words: shown,
    label: stage ? shown : t("hearing.press"),
    told: about ? t(`hearing.stage.${about}`) : "",
  };
};
