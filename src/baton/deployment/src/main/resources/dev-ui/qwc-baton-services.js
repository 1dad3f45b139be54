import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';

/** Shows where the broker and the database of the running application are. */
export class QwcBatonServices extends LitElement {

  static styles = css`
    :host { display: block; padding: 1rem; }
    dt { font-weight: bold; }
    dd { margin: 0 0 0.75rem; overflow-wrap: anywhere; }
  `;

  static properties = { _services: { state: true } };

  jsonRpc = new JsonRpc(this);

  connectedCallback() {
    super.connectedCallback();
    this.jsonRpc.services().then(answer => { this._services = answer.result; });
  }

  render() {
    if (!this._services) {
      return html`<p>Loading …</p>`;
    }
    return html`<dl>${Object.entries(this._services).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
  }
}

customElements.define('qwc-baton-services', QwcBatonServices);
