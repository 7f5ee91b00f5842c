// Looks again at what is under way. Without this file, a link on the page does the same.
(() => {
  const pause = 3000; // milliseconds between two looks
  const part = () => document.querySelector("[data-under-way]");

  async function look() {
    let fresh;
    try {
      const answer = await fetch(location.pathname + location.search);
      if (!answer.ok) return;
      fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-under-way]");
    } catch {
      setTimeout(look, pause); // the network may come back
      return;
    }
    if (!fresh) {
      location.reload();
      return;
    }
    if (part().textContent !== fresh.textContent) part().replaceWith(fresh);
    setTimeout(look, pause);
  }

  if (part()) setTimeout(look, pause);
})();
