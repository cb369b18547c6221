import { call } from '../../../../client/call'
import { showFiles } from '../../../../client/show-files'
import { failureWords } from '../../../failure'
import { keepLook, LOOK_REASONS, paperLines, readLooks, type PaperLine } from '../../case/look-at-paper'

/**
 * The papers of a case. A look asks for a reason first, since its owner reads who looked and why.
 * Event: `looked` after a look.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    area: { type: String, value: '' },
    caseId: { type: String, value: '' },
    /** Of CaseView. */
    papers: { type: Array, value: [] as never[] },
    /** Only the desk where the case stands opens papers. */
    mayOpen: { type: Boolean, value: false },
    wide: { type: Boolean, value: false },
  },
  data: {
    lines: [] as PaperLine[],
    reasons: LOOK_REASONS as readonly string[],
    /** The paper whose reason is being asked. */
    asking: null as PaperLine | null,
    fault: '',
    busy: false,
    /** The case whose papers these are: another one begins without its sheet. */
    shownOf: '',
  },
  observers: {
    'caseId, papers'(caseId: string) {
      if (this.data.shownOf !== caseId) this.setData({ asking: null, fault: '', shownOf: caseId })
      this.draw()
    },
  },
  methods: {
    draw() {
      this.setData({ lines: paperLines(this.data.caseId, this.data.papers, readLooks()) })
    },
    ask(event: WechatMiniprogram.BaseEvent) {
      const { slot } = event.currentTarget.dataset as { slot: string }
      const line = this.data.lines.find((one) => one.slot === slot)
      if (line && line.state !== 'withdrawn' && this.data.mayOpen) this.setData({ asking: line, fault: '' })
    },
    putBack() {
      if (!this.data.busy) this.setData({ asking: null, fault: '' })
    },
    async look(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { area, caseId, asking, busy } = this.data
      const { reason } = event.detail
      if (!asking || busy) return
      this.setData({ busy: true, fault: '' })
      try {
        const { files } = await call(`${area}.openPaper` as 'cases.openPaper', { caseId, slot: asking.slot, reason })
        keepLook(caseId, asking.slot, Date.now())
        this.setData({ asking: null })
        this.draw()
        this.triggerEvent('looked')
        await showFiles(files)
      } catch (error) {
        // The sheet may be gone already: then the words stand above the papers.
        this.setData({ fault: failureWords(error) })
      } finally {
        this.setData({ busy: false })
      }
    },
  },
})
