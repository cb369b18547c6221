import type { CityData } from '../city-data'

/** Invented employers: a rare pair of characters and a trade. A likeness to a real firm is chance. */
export const employers: CityData['employers'] = {
  first: [...'岚屿汐峻榆沐砚棠珩淳朗笙岱潼滨礁岬鸥帆橹'],
  second: [...'丰源泰和达恒远盛康顺安航成嘉宁洋捷诚瑞隆'],
  trades: [
    '渔具厂',
    '食品厂',
    '机械厂',
    '纺织厂',
    '电子厂',
    '水产公司',
    '物业公司',
    '建材厂',
    '家纺厂',
    '运输公司',
    '印刷厂',
    '包装厂',
    '船舶修理厂',
    '服装厂',
    '酒店',
    '橡胶厂',
    '木业公司',
    '冷藏厂',
  ],
}

export const smallFirms: CityData['smallFirms'] = {
  first: [
    '阿海',
    '老于',
    '小丛',
    '宋家',
    '鲁东',
    '海边',
    '巷口',
    '桥头',
    '南坡',
    '北屋',
    '迎春',
    '平安',
    '好邻',
    '双喜',
    '常来',
    '刘姐',
  ],
  trades: [
    '理发店',
    '汽修',
    '打印店',
    '五金店',
    '早餐铺',
    '小饭桌',
    '装修队',
    '干洗店',
    '海鲜档',
    '茶叶店',
    '花店',
    '窗帘店',
  ],
}

export const unions: CityData['unions'] = [
  { name: '海滨物业工会', form: 'grassrootsUnion', town: '371002003', employers: ['海滨物业'], weight: 160 },
  {
    name: '竹岛街道联合工会',
    form: 'jointUnion',
    town: '371002003',
    employers: ['海味家常菜', '康民药房', '阿芳理发', '巷口打印店', '竹岛便民菜店', '小丛汽修'],
    weight: 90,
  },
]

/** Desks that the personas answer, and two more. */
export const waiting: CityData['waiting'] = [
  { union: '海滨物业工会', overdue: 1, today: 2, later: 2 },
  { union: '竹岛街道总工会', overdue: 1, today: 1, later: 3 },
  { union: '环翠区外卖配送行业工会', overdue: 1, today: 1, later: 2 },
  { union: '威海市网约车货运行业工会', overdue: 0, today: 1, later: 2 },
  { union: '竹岛街道联合工会', overdue: 0, today: 1, later: 1 },
  { union: '威海市餐饮行业工会', overdue: 2, today: 0, later: 1 },
]
