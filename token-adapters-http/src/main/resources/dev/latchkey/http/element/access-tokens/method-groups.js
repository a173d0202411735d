// The methods as a tree: environment.control.StopEnv is in the service "control" of the group "environment", orders.list in the group "orders".

/** The methods that pass a filter. A search finds a method if each of its words stands in the name or the summary. */
export function findMethods(methods, checked, {search, onlyChecked, onlyReading}) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return methods.filter(({name, summary, readOnly}) => {
    const text = `${name} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word)) && (!onlyChecked || checked.has(name)) && (!onlyReading || readOnly);
  });
}

/**
 * The tree of these methods: groups with services with methods, each in the alphabet's order. A method of a name in two parts is in its group
 * itself, behind the services: orders.list; and one of a name in one part is in none, behind the groups.
 */
export function groupMethods(methods) {
  const groups = new Map();
  for (const method of methods) {
    const parts = method.name.split('.');
    const [group, service] = parts.length === 1 ? ['', ''] : [parts[0], parts.slice(1, -1).join('.')];
    const services = groups.get(group) ?? groups.set(group, new Map()).get(group);
    const members = services.get(service) ?? services.set(service, []).get(service);
    members.push({...method, short: parts.at(-1)});
  }
  return named(groups, (group, services) => node(group, group, named(services,
    (service, members) => node(`${group}.${service}`, service, inOrder(members)), inOrder)),
  (services) => inOrder(services.get('')));
}

/** What is made of the entries that have a name, in the alphabet's order, and behind them the members of the one that has none. */
function named(map, make, direct) {
  const entries = [...map].filter(([name]) => name !== '').sort(([a], [b]) => (a < b ? -1 : 1));
  return [...entries.map(([name, value]) => make(name, value)), ...(map.has('') ? direct(map.get('')) : [])];
}

function inOrder(members) {
  return members.sort((a, b) => (a.short < b.short ? -1 : 1));
}

function node(key, label, children) {
  return {key, label, children, methods: children.flatMap((child) => child.methods ?? [child.name])};
}

/** Whether all of a node's methods are checked, or some, or none. */
export function stateOf(methods, checked) {
  const number = methods.filter((name) => checked.has(name)).length;
  return {number, all: number === methods.length, some: number > 0 && number < methods.length};
}
