// <bpmn-view src="URL" done="id:times …" current="id …" took="id:words;…">: draws a BPMN with what is done, where the case stands and how long that took.
'use strict';

(() => {
  const words = (text) => (text ?? '').split(' ').filter(Boolean);

  class BpmnView extends HTMLElement {
    async connectedCallback() {
      this.viewer = new BpmnJS({ container: this });
      try {
        const response = await fetch(this.getAttribute('src'));
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        await this.viewer.importXML(await response.text());
        this.mark();
        this.fit();
      } catch (problem) {
        if (!this.isConnected) return;
        this.setAttribute('failed', '');
        console.warn('The drawing cannot be shown; the table below has the same facts.', problem);
      }
    }

    disconnectedCallback() {
      this.viewer?.destroy();
    }

    // The whole drawing as wide as a sheet, or again as wide as the window.
    paper(printing) {
      if (this.hasAttribute('failed') || !this.querySelector('svg')) return;
      this.classList.toggle('sc-on-paper', printing);
      this.viewer.get('canvas').resized();
      this.fit(printing);
    }

    mark() {
      const current = words(this.getAttribute('current'));
      for (const entry of words(this.getAttribute('done'))) {
        const [id, times] = entry.split(':');
        if (!current.includes(id)) this.put(id, 'done', times > 1 ? `✓ ×${times}` : '✓');
      }
      current.forEach((id) => this.put(id, 'current', '当前'));
      for (const entry of (this.getAttribute('took') ?? '').split(';').filter(Boolean)) {
        const [id, words] = entry.split(':');
        this.time(id, current.includes(id) ? `已用 ${words}` : words);
      }
    }

    // How long the case was there, below the element.
    time(id, words) {
      const element = this.viewer.get('elementRegistry').get(id);
      if (!element) return;
      const label = document.createElement('span');
      label.className = 'sc-took';
      label.textContent = words;
      this.viewer.get('overlays').add(id, { position: { bottom: -2, left: 0 }, html: label });
    }

    put(id, kind, text) {
      const element = this.viewer.get('elementRegistry').get(id);
      if (!element || element.waypoints) return;
      this.viewer.get('canvas').addMarker(id, `sc-mark-${kind}`);
      const gateway = /Gateway$/.test(element.type);
      if (gateway && kind === 'done' && !text.includes('×')) return;
      const badge = document.createElement('span');
      badge.className = `sc-badge sc-badge-${kind}`;
      badge.textContent = text;
      this.viewer.get('overlays').add(id, { position: { top: -10, right: 14 }, html: badge });
    }

    // The whole drawing; where that would be too small to read, the place where the case stands.
    fit(whole) {
      const canvas = this.viewer.get('canvas');
      canvas.zoom('fit-viewport', 'auto');
      if (canvas.zoom() > 1) canvas.zoom(1, 'auto');
      const here = this.viewer.get('elementRegistry').get(words(this.getAttribute('current'))[0]);
      if (whole || !here || canvas.zoom() > 0.45) return;
      const { width, height } = canvas.viewbox().outer;
      const view = { width: width / 0.7, height: height / 0.7 };
      canvas.viewbox({ x: here.x + here.width / 2 - view.width / 2, y: here.y + here.height / 2 - view.height / 2, ...view });
    }
  }

  for (const [event, printing] of [['beforeprint', true], ['afterprint', false]]) {
    addEventListener(event, () => document.querySelectorAll('bpmn-view').forEach((view) => view.paper(printing)));
  }

  if (!customElements.get('bpmn-view')) customElements.define('bpmn-view', BpmnView);
})();
