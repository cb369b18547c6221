import type { Paper } from '../../client/uploads'
import { openPaper } from '../../client/open-paper'
import { dayOf } from '../../rules/days'
import { isSensitive, papersFor, rowOf, sayHeld, type Held, type Slot, type SlotRow } from './slot'

/**
 * One row for one paper that an application asks for: held and ticked for this use, or missing and photographed here.
 * Events: `use` { slot, paper, consent } whenever the choice or its tick changes, `added` { slot, paper } with the
 * paper that was just taken in, for the page to put in front of `held`. A sensitive paper is never ticked for her.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    /** { slot, title, help, types, required, sensitive } of a form's evidence. Not named `slot`: WeChat keeps that attribute for itself. */
    wanted: { type: Object, value: {} as Record<string, unknown> },
    /** The papers of `vault.mine`. */
    held: { type: Array, value: [] as unknown[] },
    /** The id of the paper chosen for it; '' for none. */
    paper: { type: String, value: '' },
    /** Ticked: she agrees that it is used for this application. */
    consented: { type: Boolean, value: false },
    folder: { type: String, value: '' },
    /** No line above. */
    first: { type: Boolean, value: false },
  },
  data: {
    row: { state: 'missing', paper: null, line: '', tone: '', others: false } as SlotRow,
    types: [] as string[],
    busy: false,
  },
  observers: {
    'wanted, held, paper'(slot: Slot, held: Held[], paper: string) {
      if (slot.types) this.setData({ row: rowOf(slot, held, paper, dayOf(Date.now())), types: slot.types })
    },
  },
  methods: {
    tick() {
      const { row, consented } = this.data
      if (row.paper) this.use(row.paper.id, !consented)
    },

    /** Look at it, take another one, or photograph it anew. */
    async choose() {
      const { row, held, busy } = this.data
      if (busy || !row.paper) return
      const fitting = papersFor(this.slotNow(), held as Held[]).filter(({ valid, id }) => valid && id !== row.paper!.id)
      const others = fitting.slice(0, 4)
      const today = dayOf(Date.now())
      const itemList = ['看一眼', '拍一份新的', ...others.map((one) => `换：${one.title} ${sayHeld(one, today)}`)]
      const { tapIndex } = await wx.showActionSheet({ itemList }).catch(() => ({ tapIndex: -1 }))
      if (tapIndex === 0) await openPaper(row.paper.id)
      else if (tapIndex === 1) this.shoot()
      else if (tapIndex > 1) this.use(others[tapIndex - 2]!.id, false)
    },

    shoot() {
      const tray = this.selectComponent('#tray') as unknown as { start(): void }
      tray.start()
    },

    phase(event: WechatMiniprogram.CustomEvent<{ phase: string }>) {
      this.setData({ busy: event.detail.phase !== 'idle' })
    },

    added(event: WechatMiniprogram.CustomEvent<{ paper: Paper }>) {
      const { paper } = event.detail
      const slot = this.slotNow()
      this.triggerEvent('added', { slot: slot.slot, paper })
      // Photographed for this very application: that is her saying so, but for what the law wants asked separately.
      if (paper.valid) this.use(paper.id, !isSensitive(slot, paper))
    },

    use(paper: string, consent: boolean) {
      this.triggerEvent('use', { slot: this.slotNow().slot, paper, consent })
    },

    slotNow(): Slot {
      return this.data.wanted as unknown as Slot
    },
  },
})
