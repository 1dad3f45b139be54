// Places functions and event types in columns, from left to right along the way of the events.

const WIDTH = 230;
const HEIGHT = 54;
const GAP_X = 56;
const GAP_Y = 18;
const MARGIN = 16;
const LONGEST = 30;

/** Returns nodes with their places, and edges between them. */
export function layout({ functions, elsewhere, types }) {
  const topics = new Map();
  for (const { type, topic } of types) topics.set(topic, type); // the newest version is the last one
  const topicOf = new Map(types.map(({ type, topic }) => [type, topic]));
  const ofTopic = new Map([...topics].map(([topic, type]) => [topic, node(type, 'type', type)]));
  const edges = [];
  const nodes = functions.map(({ name, topic, emits }) => {
    const own = node(name, 'function', name);
    if (ofTopic.has(topic)) edges.push({ from: ofTopic.get(topic), to: own, name });
    for (const emitted of new Set(emits.map((type) => topicOf.get(type)))) {
      if (ofTopic.has(emitted)) edges.push({ from: own, to: ofTopic.get(emitted), name });
    }
    return own;
  });
  const all = [...ofTopic.values(), ...nodes];
  columns(all, edges);
  for (const name of elsewhere) all.push(node(name, 'elsewhere', name));
  return { nodes: all, edges, ...place(all) };
}

function node(name, kind, text) {
  return { name, kind, label: text.length > LONGEST ? `…${text.slice(1 - LONGEST)}` : text, column: 0, width: WIDTH, height: HEIGHT };
}

/** Puts each node to the right of those that lead to it. A cycle ends after as many rounds as there are nodes. */
function columns(nodes, edges) {
  const most = Math.min(nodes.length, 24);
  for (let round = 0, moved = true; moved && round < most; round++) {
    moved = false;
    for (const { from, to } of edges) {
      if (to.column <= from.column && from.column + 1 < most) {
        to.column = from.column + 1;
        moved = true;
      }
    }
  }
}

function place(nodes) {
  const rows = new Map();
  for (const node of nodes) {
    const row = rows.get(node.column) ?? 0;
    rows.set(node.column, row + 1);
    node.x = MARGIN + node.column * (WIDTH + GAP_X);
    node.y = MARGIN + row * (HEIGHT + GAP_Y);
  }
  return {
    width: Math.max(...nodes.map(({ x }) => x), 0) + WIDTH + MARGIN,
    height: Math.max(...nodes.map(({ y }) => y), 0) + HEIGHT + MARGIN,
  };
}
