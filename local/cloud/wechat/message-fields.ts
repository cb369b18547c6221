/**
 * The kinds of fields a subscribe message has, by the letters of their names (`thing1`), and what each may hold.
 * Source: WeChat, subscribeMessage.send, "订阅消息参数值内容限制说明".
 */
const KINDS: Record<string, (value: string) => boolean> = {
  thing: (value) => [...value].length <= 20,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value) && value.length <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => [...value].length <= 5,
  character_string: (value) => /^[\x21-\x7e ]{1,32}$/.test(value),
  time: (value) => value.length <= 40,
  date: (value) => value.length <= 40,
  amount: (value) => /^[¥￥$]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\- ()]{1,17}$/.test(value),
  car_number: (value) => [...value].length <= 8,
  name: (value) => [...value].length <= (/^[A-Za-z .]+$/.test(value) ? 20 : 10),
  phrase: (value) => /^[\p{Script=Han}]{1,5}$/u.test(value),
}

/** What is wrong with a message's data, in WeChat's words; undefined when nothing is. */
export function checkMessageData(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || Object.keys(data).length === 0) return 'data is empty'
  for (const [field, holder] of Object.entries(data)) {
    const value = (holder as { value?: unknown } | null)?.value
    const kind = /^([a-z_]+?)\d*$/.exec(field)?.[1]
    const accepts = kind ? KINDS[kind] : undefined
    if (!accepts) return `data.${field} is no field of a template`
    if (typeof value !== 'string' && typeof value !== 'number') return `data.${field}.value is empty`
    if (String(value) === '' || !accepts(String(value))) return `data.${field}.value invalid`
  }
  return undefined
}
