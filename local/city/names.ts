import type { Random } from './random'

export type Sex = 'male' | 'female'

/** Common surnames, those of the Shandong peninsula first, and given names: every person is made of both by chance. */
const SURNAMES = [
  ...'王李张刘于孙姜丛宋林徐毕邹鞠曲隋苗梁高谷车邓许董吕杨赵陈周吴马朱胡郭何罗郑谢韩唐冯程曹袁彭潘蔡田任沈傅夏钟江',
]
const MALE_FIRST = [...'建志国文海永明东立金春玉宝洪振学少小晓家景新传连福']
const MALE_LAST = [...'军强伟刚峰波涛勇斌辉东平林华明龙杰超宁亮山国民利']
const FEMALE_FIRST = [...'秀桂玉春丽晓海淑美红金爱小雪文佳雅凤翠惠彩英静月']
const FEMALE_LAST = [...'兰芳英华梅霞玲燕红丽娟敏萍芬香云珍莲娜洁凤琴艳慧']
const MALE_ONE = [...'军强伟刚峰波涛勇斌辉磊鹏飞亮凯']
const FEMALE_ONE = [...'芳英梅霞玲燕丽娟敏萍洁娜静艳倩']

/** Somebody real may bear a name like these by chance: nothing else about her here is true. */
export function nameOf(random: Random, sex: Sex): string {
  const surname = random.pick(SURNAMES)
  if (random.chance(0.18)) return surname + random.pick(sex === 'male' ? MALE_ONE : FEMALE_ONE)
  const [first, last] = sex === 'male' ? [MALE_FIRST, MALE_LAST] : [FEMALE_FIRST, FEMALE_LAST]
  return surname + random.pick(first) + random.pick(last)
}

export function sexOf(random: Random): Sex {
  return random.chance(0.55) ? 'male' : 'female'
}
