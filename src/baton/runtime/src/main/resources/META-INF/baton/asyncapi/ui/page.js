// Shows an AsyncAPI 3 document. All text is set as text, never as markup.

const content = document.getElementById('content');
const spec = await (await fetch('../asyncapi?format=json', { headers: { Accept: 'application/json' } })).json();

function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

function code(text) {
  return element('code', text);
}

function resolve(node) {
  let found = node;
  for (let hops = 0; found && found.$ref && hops < 20; hops++) {
    found = found.$ref.slice(2).split('/')
      .reduce((at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], spec);
  }
  return found ?? {};
}

function last(reference) {
  return (reference.$ref ?? '').split('/').pop();
}

function typeOf(schema) {
  if (schema.$ref) return last(schema);
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  const type = [schema.type ?? (schema.const !== undefined ? JSON.stringify(schema.const) : 'any')].flat().join(' or ');
  return schema.items ? `${type} of ${typeOf(schema.items)}` : type;
}

const NOT_RULES = new Set(['type', '$ref', 'anyOf', 'items', 'properties', 'required', 'description', 'title']);

function rules(schema) {
  return Object.entries(schema).filter(([name]) => !NOT_RULES.has(name))
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
}

function members(schema) {
  const rows = Object.entries(schema.properties ?? {}).map(([name, member]) => element('tr',
    element('td', code(name)),
    element('td', typeOf(member)),
    element('td', (schema.required ?? []).includes(name) ? 'yes' : ''),
    element('td', ...[member.description, ...rules(member)].filter(Boolean).flatMap(rule => [code(rule), element('br')]))));
  const head = element('tr', ...['member', 'type', 'required', 'rules'].map(name => {
    const cell = element('th', name);
    cell.scope = 'col';
    return cell;
  }));
  const table = element('div', element('table', element('thead', head), element('tbody', ...rows)));
  table.className = 'scroll';
  table.tabIndex = 0;
  table.setAttribute('role', 'region');
  table.setAttribute('aria-label', 'Members');
  return table;
}

function folded(id, title, ...children) {
  const details = element('details', element('summary', title), ...children);
  details.id = id;
  return details;
}

function operations(name) {
  return Object.entries(spec.operations ?? {}).filter(([, operation]) => last(operation.channel ?? {}) === name)
    .map(([id, operation]) => {
      const group = operation.bindings?.kafka?.groupId?.const;
      return element('li', `${operation.action}: `, code(id), ` ${operation.summary ?? ''}`,
        ...(group ? [' (group ', code(group), ')'] : []));
    });
}

function messages(channel) {
  return Object.values(channel.messages ?? {}).map(reference => {
    const message = resolve(reference);
    const payload = resolve(message.payload ?? {});
    return element('div', element('h3', message.title ?? message.name ?? last(reference)),
      ...(message.summary ? [element('p', message.summary)] : []),
      ...(payload.properties ? [members(payload)] : [element('pre', code(JSON.stringify(payload, null, 2)))]));
  });
}

function render() {
  document.title = spec.info.title;
  document.getElementById('title').textContent = `${spec.info.title} ${spec.info.version}`;
  document.getElementById('description').textContent = spec.info.description ?? '';
  const channels = Object.entries(spec.channels ?? {}).map(([name, channel]) => folded(`channel-${name}`,
    channel.address ?? name,
    ...(channel.description ? [element('p', channel.description)] : []),
    element('ul', ...operations(name)), ...messages(channel)));
  const schemas = Object.entries(spec.components?.schemas ?? {}).map(([name, schema]) => folded(`schema-${name}`, name,
    element('pre', code(JSON.stringify(schema, null, 2)))));
  content.replaceChildren(element('h2', 'Channels'), ...channels, element('h2', 'Schemas'), ...schemas);
}

document.getElementById('filter').addEventListener('input', event => {
  const wanted = event.target.value.toLowerCase();
  for (const details of content.querySelectorAll('details')) {
    details.hidden = !details.textContent.toLowerCase().includes(wanted);
  }
});

render();
