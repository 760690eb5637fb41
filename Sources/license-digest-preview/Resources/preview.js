// Asks a little more than once a second whether there is a newer build: reloads the page, or says
// what failed. Pages in the background do not ask.
(() => {
  "use strict";
  const bar = document.querySelector(".preview");
  if (!bar) return;
  const status = bar.querySelector("[role=status]");
  const failed = bar.querySelector("[role=alert]");
  const reason = failed.querySelector("pre");
  let generation = Number(bar.dataset.generation);

  const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  const show = (state) => {
    if (state.generation !== generation) {
      generation = state.generation;
      if ("reload" in bar.dataset) return location.reload();
      document.dispatchEvent(new CustomEvent("rebuilt"));
    }
    const failure = state.failure || "";
    say(status, failure ? bar.dataset.failed
      : state.isBuilding ? bar.dataset.building : bar.dataset.current);
    say(reason, failure);
    failed.hidden = !failure;
  };

  const ask = async () => {
    try {
      const answer = await fetch("/-/state", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      show(await answer.json());
    } catch {
      say(status, bar.dataset.stopped);
    }
  };

  setInterval(() => { if (document.visibilityState === "visible") ask(); }, 700);
})();
