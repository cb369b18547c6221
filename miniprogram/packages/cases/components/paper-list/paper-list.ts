import type { EvidenceSlotView } from '../../../../../cloudfunctions/kernel/casework/contract'
import type { PaperUse } from '../../../../components/case-form/draft'
import { groupSlots, missingWords, type SlotGroups } from './slot-groups'

/**
 * The papers that an application asks for: those held before are ticked one by one, only the missing ones are
 * photographed. Holds nothing. Events of paper-slot pass through: `use` {slot, paper, consent}, `added` {slot, paper}.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    slots: { type: Array, value: [] as unknown[] },
    /** The papers of `vault.mine`. */
    held: { type: Array, value: [] as unknown[] },
    /** Which paper for which slot, and whether she agrees. */
    uses: { type: Array, value: [] as unknown[] },
    folder: { type: String, value: '' },
  },
  data: {
    groups: { held: [], missing: [] } as SlotGroups,
    missingWords: '',
  },
  observers: {
    'slots, uses'(slots: EvidenceSlotView[], uses: PaperUse[]) {
      const missing = missingAtFirst.get(this) ?? rememberMissing(this, slots, uses)
      const groups = groupSlots(slots, uses, missing)
      this.setData({ groups, missingWords: missingWords(groups.missing) })
    },
  },
  methods: {
    use(event: WechatMiniprogram.CustomEvent) {
      this.triggerEvent('use', event.detail)
    },
    added(event: WechatMiniprogram.CustomEvent) {
      this.triggerEvent('added', event.detail)
    },
  },
})

/** What was missing when the list was opened stays where it was, so that nothing jumps under the finger. */
const missingAtFirst = new WeakMap<object, ReadonlySet<string>>()

function rememberMissing(list: object, slots: EvidenceSlotView[], uses: PaperUse[]): ReadonlySet<string> {
  const there = new Set(uses.map(({ slot }) => slot))
  const missing = new Set(slots.flatMap(({ slot }) => (there.has(slot) ? [] : [slot])))
  if (slots.length > 0) missingAtFirst.set(list, missing)
  return missing
}
