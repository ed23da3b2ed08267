// What the interface does beyond plain HTML: pick boxes, closing menus, the search palette.
"use strict";

const RECENT = 120; // milliseconds to wait after the last key before asking the server

class PickBox {
  constructor(box) {
    this.url = box.dataset.pick;
    this.text = box.querySelector("[role=combobox]");
    this.key = box.querySelector("input[type=hidden]");
    this.list = box.querySelector("[role=listbox]");
    this.timer = 0;
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("keydown", (event) => this.pressed(event));
    this.text.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        event.preventDefault();
        this.choose(option);
      }
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  typed() {
    this.key.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), RECENT);
  }

  async ask() {
    const q = this.text.value.trim();
    if (q.length < 2) {
      this.close();
      return;
    }
    const query = new URLSearchParams({ q, list: this.list.id });
    const answer = await fetch(`${this.url}?${query}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || q !== this.text.value.trim()) {
      return;
    }
    this.list.innerHTML = await answer.text();
    this.list.hidden = this.options.length === 0;
    this.text.setAttribute("aria-expanded", String(!this.list.hidden));
    this.text.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) {
        this.ask();
      } else {
        this.move(event.key === "ArrowDown" ? 1 : -1);
      }
      event.preventDefault();
    } else if (event.key === "Enter" && this.active) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.close();
    }
  }

  move(step) {
    const { options } = this;
    if (!options.length) {
      return;
    }
    const from = options.indexOf(this.active);
    const to = options[(from + step + options.length) % options.length];
    options.forEach((option) => option.setAttribute("aria-selected", String(option === to)));
    this.text.setAttribute("aria-activedescendant", to.id);
    to.scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    this.text.value = option.dataset.label;
    this.key.value = option.dataset.pk;
    this.close();
    this.text.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.text.setAttribute("aria-expanded", "false");
    this.text.removeAttribute("aria-activedescendant");
  }
}

function dress(root) {
  root.querySelectorAll("[data-pick]:not([data-ready])").forEach((box) => {
    box.dataset.ready = "";
    new PickBox(box);
  });
}

function palette() {
  return document.getElementById("palette");
}

document.addEventListener("DOMContentLoaded", () => dress(document));
// Where the tabs are wider than a phone, the one that is open is seen.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".tabs > [aria-current]").forEach((tab) => {
    const strip = tab.parentElement;
    strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  });
});
document.addEventListener("htmx:load", (event) => dress(event.target));

// One menu open at a time; a click elsewhere or Escape closes it.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
  const opener = event.target.closest("[data-palette-open]");
  if (opener && palette()) {
    event.preventDefault();
    palette().showModal();
  }
  if (event.target.closest("[data-dialog-close]")) {
    event.target.closest("dialog").close();
  }
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && palette()) {
    event.preventDefault();
    if (!palette().open) {
      palette().showModal();
    }
  }
  if (event.key === "Escape") {
    if (palette()?.open) {
      // A search field would empty itself first, and ask for a second Escape.
      event.preventDefault();
      palette().close();
    }
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    // A form that took the place of a value gives it back.
    event.target.closest("[data-inline]")?.querySelector("[data-cancel]")?.click();
  }
});

// The arrow keys go from a search box through what it found, and back.
document.addEventListener("keydown", (event) => {
  const area = event.target.closest("[data-found]");
  if (!area || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) {
    return;
  }
  const stops = [...area.querySelectorAll("input[type=search], a[href]")];
  const at = stops.indexOf(event.target);
  if (at >= 0 && stops.length > 1) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops[(at + step + stops.length) % stops.length].focus();
  }
});

// A drop zone is a file field one may also drop onto.
document.addEventListener("dragover", (event) => {
  if (event.target.closest("[data-drop]")) {
    event.preventDefault();
  }
});
document.addEventListener("drop", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (zone) {
    event.preventDefault();
    const field = zone.querySelector("input[type=file]");
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
document.addEventListener("change", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (zone && event.target.type === "file") {
    const names = [...event.target.files].map((file) => file.name).join(", ");
    zone.querySelector("[data-drop-name]").textContent = names;
  }
});
