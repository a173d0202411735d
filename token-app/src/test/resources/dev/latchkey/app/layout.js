// Gives what can't be read on the page as it is laid out now, as sentences by kind. Layout.java says more.
async () => {
  /** How many pixels are no finding: the boxes of glyphs are a little higher than what is drawn. */
  const ACROSS = 1;
  const DOWN = 3;
  const LONGEST_NAME = 40;

  const roots = [document];
  for (const root of roots) {
    roots.push(...[...root.querySelectorAll('*')].map(({shadowRoot}) => shadowRoot).filter(Boolean));
  }
  await Promise.allSettled(roots.flatMap((root) => root.getAnimations())
    .filter(({effect}) => effect.getComputedTiming().endTime !== Infinity).map(({finished}) => finished));
  const screen = {left: 0, right: document.documentElement.clientWidth};
  const styles = new Map();

  function style(element) {
    if (!styles.has(element)) {
      styles.set(element, getComputedStyle(element));
    }
    return styles.get(element);
  }

  /** The element around, as it is painted: through slots, and out of shadow trees. */
  const around = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;

  function* ancestors(node) {
    for (let element = around(node); element; element = around(element)) {
      yield element;
    }
  }

  const opaque = (element) => !/^(transparent|rgba\(.*, 0(\.\d+)?\))$/.test(style(element).backgroundColor);

  /** What lies over the rest and hides it, by design. */
  function isLayer(element) {
    return element.matches(':modal, :popover-open')
      || (['sticky', 'fixed', 'absolute'].includes(style(element).position) && opaque(element));
  }

  function isSeen(element) {
    return element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
      && [element, ...ancestors(element)].every((each) => !/^inset\(50%\)/.test(style(each).clipPath));
  }

  const name = (element) => [element.localName, element.id && `#${element.id}`,
    ...[...element.classList].map((each) => `.${each}`)].filter(Boolean).join('');

  function carrier(node, label, rectangles) {
    const within = [...ancestors(node)];
    const layer = within.findIndex(isLayer);
    return {node, label, rectangles, within, layer: within[layer], clippers: layer < 0 ? within : within.slice(0, layer + 1)};
  }

  const texts = [];
  const controls = [];
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.data.trim().replace(/\s+/g, ' ');
      const parent = around(node);
      if (text !== '' && parent && isSeen(parent)) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const label = `“${text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text}”`;
        texts.push(carrier(node, label, [...range.getClientRects()].filter(({width, height}) => width > 1 && height > 1)));
      }
    }
    for (const element of root.querySelectorAll('input, select, textarea, button')) {
      const box = element.getBoundingClientRect();
      if (box.width > 1 && isSeen(element)) {
        controls.push(carrier(element, name(element), [box]));
      }
    }
  }

  const scrolls = (value) => value === 'auto' || value === 'scroll';
  const clips = (value) => value === 'hidden' || value === 'clip';
  const isPage = (element) => element === document.body || element === document.documentElement;

  /** What of a rectangle is left by the elements around that cut off, or by those that scroll alone. */
  function left({left, right, top, bottom}, clippers, cuts) {
    const rest = {left, right, top, bottom};
    for (const element of clippers.filter((each) => !isPage(each) && style(each).display !== 'inline')) {
      const box = element.getBoundingClientRect();
      if (cuts(style(element).overflowX)) {
        rest.left = Math.max(rest.left, box.left);
        rest.right = Math.min(rest.right, box.right);
      }
      if (cuts(style(element).overflowY)) {
        rest.top = Math.max(rest.top, box.top);
        rest.bottom = Math.min(rest.bottom, box.bottom);
      }
    }
    return rest;
  }

  const empty = ({left, right, top, bottom}) => right - left <= ACROSS || bottom - top <= DOWN;
  const at = ({left, top}) => `at ${Math.round(left)}, ${Math.round(top)}`;

  /** Cut short with an ellipsis, with the whole to be had. */
  function abridged(element, within) {
    const {textOverflow, webkitLineClamp} = style(element);
    return (textOverflow === 'ellipsis' || webkitLineClamp !== 'none')
      && [element, ...within].some((each) => each.title !== '');
  }

  const overlaps = [];
  const overflowing = [];
  const clipped = [];

  for (const {label, rectangles, clippers, within} of [...texts, ...controls]) {
    for (const rectangle of rectangles) {
      const shown = left(rectangle, clippers, (value) => scrolls(value) || clips(value));
      const beyond = Math.max(shown.right - screen.right, screen.left - shown.left);
      if (!empty(shown) && beyond > ACROSS) {
        overflowing.push(`${label} is ${Math.round(beyond)} px beyond the screen ${at(rectangle)}`);
      }
      const cutter = within.find((each) => clippers.includes(each) && !isPage(each)
        && (clips(style(each).overflowX) || clips(style(each).overflowY)));
      const rest = left(rectangle, clippers, clips);
      const lost = Math.max(rest.left - rectangle.left, rectangle.right - rest.right,
        (rest.top - rectangle.top) - DOWN, (rectangle.bottom - rest.bottom) - DOWN);
      if (lost > ACROSS && cutter && !abridged(cutter, [...ancestors(cutter)])) {
        clipped.push(`${label} is clipped by ${name(cutter)} ${at(rectangle)}`);
      }
    }
  }

  for (const {label, rectangles, within} of texts) {
    const box = within.find((each) => !['inline', 'contents'].includes(style(each).display));
    if (!box || isPage(box) || style(box).overflowX !== 'visible') {
      continue;
    }
    const bounds = box.getBoundingClientRect();
    for (const rectangle of rectangles) {
      const out = Math.max(rectangle.right - bounds.right, bounds.left - rectangle.left,
        (rectangle.bottom - bounds.bottom) - DOWN, (bounds.top - rectangle.top) - DOWN);
      if (out > ACROSS) {
        overflowing.push(`${label} is ${Math.round(out)} px out of ${name(box)} ${at(rectangle)}`);
      }
    }
  }

  /** One holds the other in the tree, or a field has its button within. */
  function nested(one, other, a, b) {
    const holds = (outer, inner) => outer.left <= inner.left && outer.right >= inner.right
      && outer.top <= inner.top && outer.bottom >= inner.bottom;
    return one.within.includes(other.node) || other.within.includes(one.node)
      || (controls.includes(one) && controls.includes(other) && (holds(a, b) || holds(b, a)));
  }

  const painted = [...texts, ...controls].flatMap((each) => each.rectangles
    .map((rectangle) => ({each, shown: left(rectangle, each.clippers, (value) => scrolls(value) || clips(value))}))
    .filter(({shown}) => !empty(shown)));
  painted.forEach(({each: one, shown: a}, index) => {
    for (const {each: other, shown: b} of painted.slice(index + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > ACROSS && down > DOWN && one.layer === other.layer && one.node !== other.node && !nested(one, other, a, b)) {
        overlaps.push(`${one.label} and ${other.label} overlap by ${Math.round(across)} × ${Math.round(down)} px ${at(b)}`);
      }
    }
  });

  return {overlaps, overflowing: [...new Set(overflowing)], clipped: [...new Set(clipped)]};
}
