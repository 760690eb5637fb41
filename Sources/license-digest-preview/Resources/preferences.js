// The form of preferences: windows follow the summary and the event, and a moment after each change
// the errors and the summary that would follow are asked for. It decides nothing: saving does.
(() => {
  "use strict";
  const form = document.querySelector("form.preferences");
  if (!form) return;
  // Not form.action: its buttons have that name.
  const address = form.getAttribute("action");
  document.documentElement.classList.add("scripted");
  form.elements.script.value = "yes";
  document.querySelector("[role=alert][tabindex]")?.focus();

  const frameOf = () => document.querySelector("iframe[name=summary]");
  const effect = document.getElementById("effect");
  const windows = document.getElementById("expiry-windows");
  const boxes = [...windows.querySelectorAll("input")];
  const summary = form.querySelector("[name=daily-summary]");
  const event = form.querySelector("[name=alert-events][value=licenses-expiring]");
  const isOn = () => summary.checked && (!event || event.checked);

  // Off: none applies, so none is shown as chosen. On again: the largest is a good beginning.
  let wasOn = isOn();
  const follow = () => {
    const on = isOn();
    for (const box of boxes) {
      if (!on) box.checked = false;
      else if (!wasOn && box.value === windows.dataset.default) box.checked = true;
      box.disabled = !on;
    }
    wasOn = on;
  };
  follow();

  const fields = () => new URLSearchParams(new FormData(form));
  const first = fields().toString();

  const showErrors = (errors) => {
    for (const place of form.querySelectorAll(".error")) {
      const name = place.id.replace(/-error$/, "");
      const text = errors.filter((error) => error.field === name).map((error) => error.message).join("; ");
      if (place.textContent !== text) place.textContent = text;
      place.hidden = !text;
      const field = document.getElementById(name);
      if (!field) continue;
      if (text) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      const names = (field.getAttribute("aria-describedby") || "").split(" ");
      if (!names.includes(place.id)) field.setAttribute("aria-describedby", [...names, place.id].join(" ").trim());
    }
  };

  // A new frame for each: changing the address of one would fill the browser's history.
  const showSummary = (query) => {
    const old = frameOf();
    const next = old.cloneNode();
    next.classList.remove("stale");
    next.src = `${address}/summary?${query}`;
    old.replaceWith(next);
  };

  // Sentences, a line each; said once, also by screen readers.
  const say = (sentences) => {
    const lines = sentences.filter((sentence) => sentence).map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    });
    if (lines.map((line) => line.textContent).join() !== [...effect.children].map((line) => line.textContent).join()) {
      effect.replaceChildren(...lines);
    }
  };

  let waiting = 0;
  let isAsking = false;
  let isAgain = false;
  const ask = async () => {
    if (isAsking) { isAgain = true; return; }
    isAsking = true;
    const sent = fields();
    try {
      const answer = await fetch(`${address}/check`, { method: "POST", body: sent });
      if (!answer.ok) throw new Error(answer.statusText);
      const { errors, isOutdated, effects } = await answer.json();
      showErrors(errors);
      const others = errors.filter((error) => !error.field).map((error) => error.message);
      if (isOutdated) others.push(form.dataset.changed);
      if (errors.length) say([form.dataset.refused, ...others]);
      else {
        say([sent.toString() === first ? "" : form.dataset.unsaved, ...others, ...effects]);
        showSummary(sent.toString());
      }
    } catch {
      say([form.dataset.unknown]);
    }
    isAsking = false;
    if (isAgain) { isAgain = false; ask(); }
  };

  const changed = () => {
    follow();
    frameOf().classList.add("stale");
    clearTimeout(waiting);
    waiting = setTimeout(ask, 400);
  };
  form.addEventListener("change", changed);
  form.addEventListener("input", changed);
  document.addEventListener("rebuilt", changed);
  // A form that the browser kept over a reload shows what it kept.
  addEventListener("pageshow", (shown) => { if (shown.persisted) location.reload(); });
})();
