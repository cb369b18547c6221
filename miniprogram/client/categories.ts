import type { OutputOf } from './call'

/** What partner merchants offer, by kind: as it is called and drawn wherever offers are shown. */

type Category = OutputOf<'benefits.offer'>['offer']['category']

export const CATEGORIES: readonly { key: Category; name: string; icon: string }[] = [
  { key: 'eat', name: '吃饭', icon: 'bowl' },
  { key: 'grocery', name: '买菜', icon: 'cart' },
  { key: 'health', name: '看病买药', icon: 'pill' },
  { key: 'daily', name: '理发洗衣', icon: 'scissors' },
  { key: 'car', name: '加油修车', icon: 'fuel' },
  { key: 'fun', name: '玩一玩', icon: 'film' },
  { key: 'home', name: '家里用的', icon: 'sofa' },
  { key: 'learn', name: '学点东西', icon: 'book' },
]

export function iconOf(category: Category): string {
  return CATEGORIES.find((one) => one.key === category)?.icon ?? 'shop'
}
