// Where the page around an element is scrolled to.

/** The element that scrolls this one, through all shadow roots; the document's own if no other does. */
function scrollerOf(element) {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) {
      return at;
    }
  }
  return document.scrollingElement;
}

function parentOf(element) {
  return element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
}

/** Remembers where it is scrolled to; gives what scrolls it back there. */
export function scrollPlace(element) {
  const {scrollTop} = scrollerOf(element);
  return () => { scrollerOf(element).scrollTop = scrollTop; };
}
