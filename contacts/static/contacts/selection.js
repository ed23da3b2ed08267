// Ticking the whole page of a list at once, and saying how many are ticked.
"use strict";

function boxes(form) {
  return [...form.querySelectorAll("input[name=ids]")];
}

function tell(form) {
  const bar = form.querySelector("[data-selection]");
  if (!bar) {
    return;
  }
  const count = boxes(form).filter((box) => box.checked).length;
  bar.querySelector("[data-ticked]").disabled = count === 0;
  const all = bar.querySelector("[data-tick-all]");
  all.hidden = false;
  all.querySelector("input").checked = count > 0 && count === boxes(form).length;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest(".people-list");
  if (!form) {
    return;
  }
  if (event.target.closest("[data-tick-all]")) {
    boxes(form).forEach((box) => {
      box.checked = event.target.checked;
    });
  }
  tell(form);
});

function ready() {
  document.querySelectorAll(".people-list").forEach(tell);
}

document.addEventListener("DOMContentLoaded", ready);
document.addEventListener("htmx:afterSettle", ready);
