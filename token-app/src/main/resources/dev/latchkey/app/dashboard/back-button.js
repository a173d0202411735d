// The browser's Back, for what is opened over the page: each layer has an entry in the history, which tells how many there are.

const layers = [];
/** Whether the history is on its way to the entry that fits the layers. */
let travelling = false;

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
  if (travelling) {
    return;
  }
  if (at > layers.length) {
    travelling = true;
    history.go(layers.length - at);
  } else if (at < layers.length) {
    history.pushState({layers: layers.length}, '');
  }
}

addEventListener('popstate', ({state}) => {
  const left = !travelling && (state?.layers ?? 0) < layers.length;
  travelling = false;
  // What is open stays so until it has let itself be left: until then its place in the history is taken back.
  align();
  if (left) {
    layers.at(-1).leave();
  }
});
