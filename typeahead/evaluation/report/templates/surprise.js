"use strict";
(() => {
  const text = document.getElementById("words");
  const card = document.getElementById("card");
  const words = Array.from(text.querySelectorAll(".w"));
  const number = (word) => Number(word.id.slice(1));
  let reached = words[0];

  function show(word) {
    card.querySelector(".word").textContent = word.textContent;
    card.querySelector(".f").textContent = word.dataset.f;
    card.querySelector(".e").textContent = word.dataset.e ? "Expected: " + word.dataset.e : "";
    card.hidden = false;
    const at = word.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    const below = at.bottom + card.offsetHeight + 12 < innerHeight;
    card.style.left = Math.max(8, Math.min(at.left, room)) + scrollX + "px";
    card.style.top = (below ? at.bottom + 8 : at.top - card.offsetHeight - 8) + scrollY + "px";
  }

  function hide() {
    const focused = document.activeElement;
    if (focused && focused.classList.contains("w")) show(focused);
    else card.hidden = true;
  }

  function reach(word) {
    if (word) word.focus();
  }

  function surprising(from, step) {
    for (let at = from + step; at >= 0 && at < words.length; at += step) {
      if (words[at].matches(".h3, .h4")) return words[at];
    }
    return undefined;
  }

  text.addEventListener("mouseover", (event) => {
    if (event.target.classList.contains("w")) show(event.target);
  });
  text.addEventListener("mouseout", hide);
  text.addEventListener("focusin", (event) => {
    reached.tabIndex = -1;
    reached = event.target;
    reached.tabIndex = 0;
    show(reached);
  });
  text.addEventListener("focusout", () => { card.hidden = true; });
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const at = number(reached);
    const moves = {
      ArrowRight: () => words[at + 1],
      ArrowLeft: () => words[at - 1],
      ArrowDown: () => surprising(at, 1),
      ArrowUp: () => surprising(at, -1),
      Home: () => words[0],
      End: () => words[words.length - 1],
    };
    if (event.key === "Escape") {
      card.hidden = true;
    } else if (Object.hasOwn(moves, event.key)) {
      event.preventDefault();
      reach(moves[event.key]());
    }
  });
  addEventListener("hashchange", () => {
    const found = document.getElementById(location.hash.slice(1));
    if (found && found.classList.contains("w")) found.focus();
  });
})();
