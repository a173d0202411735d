// Has the browser's Back close what is open over the page. Each layer has an entry in the history, which tells how many there are.

const layers = [];
/** How many layers the entry has that the history is on its way to; undefined if it is not on its way. */
let travellingTo;

/**
 * Has the browser's Back leave what was opened just now, before it leaves the page.
 *
 * @param leave leaves it, or asks somebody first
 * @returns what is to be called when it is closed, in whatever way
 */
export function pushLayer(leave) {
  const layer = {leave};
  layers.push(layer);
  align();
  return () => {
    if (layers.includes(layer)) {
      layers.splice(layers.indexOf(layer));
      align();
    }
  };
}

function align() {
  const at = history.state?.layers ?? 0;
  if (travellingTo !== undefined) {
    return;
  }
  if (at > layers.length) {
    travellingTo = layers.length;
    history.go(layers.length - at);
  } else if (at < layers.length) {
    history.pushState({layers: layers.length}, '');
  }
}

addEventListener('popstate', ({state}) => {
  const at = state?.layers ?? 0;
  const left = at !== travellingTo && at < layers.length;
  travellingTo = undefined;
  // What is open stays so until it has let itself be left: until then its place in the history is taken back.
  align();
  if (left) {
    layers.at(-1).leave();
  }
});

// After a reload nothing is open, whatever the entry says.
align();
