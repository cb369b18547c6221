/** Numbers of persons in what somebody writes for everybody to read. */
export type NumberKind = 'idNumber' | 'phone' | 'bankCard'

export const NUMBER_WORDS: Record<NumberKind, string> = {
  idNumber: '身份证号',
  phone: '手机号',
  bankCard: '银行卡号',
}

/** The text with such numbers hidden, and which kinds there were. */
export function hideNumbers(text: string): { text: string; hidden: NumberKind[] } {
  const hidden = new Set<NumberKind>()
  const hide = (kind: NumberKind) => (found: string) => {
    hidden.add(kind)
    return '＊'.repeat(Math.min([...found].length, 6))
  }
  const shown = text
    .replace(/(?<!\d)\d{17}[\dXx](?!\d)/g, hide('idNumber'))
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, hide('phone'))
  return { text: shown, hidden: [...hidden] }
}
