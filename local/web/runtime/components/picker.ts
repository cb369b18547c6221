/** `<picker>`: a tap opens the wheels at the bottom of the screen. */
import { showPicker } from '../chrome/picker'
import { dateColumns, readDate, regionColumns, timeColumns, type Columns } from './picker-columns'
import { dom, fire, type Builtin, type Host } from './define'

function columns(host: Host): Columns {
  const { mode, range, rangeKey, value } = host.data
  const text = (item: unknown): string =>
    String(rangeKey && item && typeof item === 'object' ? (item as never)[rangeKey] : item)
  if (mode === 'multiSelector') {
    const lists = ((range ?? []) as unknown[][]).map((list) => list.map(text))
    const indexes = ((value ?? []) as unknown[]).map(Number)
    return { lists: () => lists, indexes: lists.map((_, i) => indexes[i] || 0), value: (at) => at }
  }
  if (mode === 'time')
    return timeColumns(String(value || ''), String(host.data.start || ''), String(host.data.end || ''))
  if (mode === 'date') return dateColumns(readDate(host))
  if (mode === 'region') return regionColumns((value ?? []) as string[])
  const list = ((range ?? []) as unknown[]).map(text)
  return { lists: () => [list], indexes: [Number(value) || 0], value: ([at]) => at! }
}

async function open(host: Host): Promise<void> {
  if (host.data.disabled) return
  const wheel = columns(host)
  const chosen = await showPicker({
    title: String(host.data.headerText || ''),
    lists: host.data.mode === 'multiSelector' ? () => columns(host).lists([]) : wheel.lists,
    indexes: wheel.indexes,
    changed: (column, value) => host.data.mode === 'multiSelector' && fire(host, 'columnchange', { column, value }),
  })
  if (!chosen) return fire(host, 'cancel', {})
  const value = wheel.value(chosen)
  host.setData({ value } as never)
  const extra = host.data.mode === 'region' ? { code: [], postcode: '' } : {}
  fire(host, 'change', { value: host.data.mode === 'selector' ? String(value) : value, ...extra })
}

export const picker: Builtin = {
  tag: 'picker',
  properties: {
    mode: { type: String, value: 'selector' },
    range: null,
    rangeKey: String,
    value: null,
    disabled: Boolean,
    headerText: String,
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    customItem: String,
    level: String,
  },
  created() {
    this.addListener('tap', () => void open(this))
  },
  attached() {
    dom(this).setAttribute('role', 'button')
  },
  field: { value: (host) => host.data.value, reset: (host) => host.setData({ value: null } as never) },
}
