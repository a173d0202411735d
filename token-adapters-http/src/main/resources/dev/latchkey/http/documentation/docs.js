// The index's search, the server's own address in the calls, and the buttons that copy them.

const search = document.getElementById("search");

if (search) {
  const items = [...document.querySelectorAll("li[data-search]")];
  const sections = [...document.querySelectorAll(".service")];
  const count = document.getElementById("count");

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const item of items) {
      const text = item.dataset.search.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      found += item.hidden ? 0 : 1;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector("li:not([hidden])");
    }
    count.textContent = found === 1 ? "1 method" : `${found} methods`;
  };

  search.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });
  filter();
}

for (const code of document.querySelectorAll("pre code")) {
  code.textContent = code.textContent.replaceAll("https://HOST", location.origin);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
  }
}
