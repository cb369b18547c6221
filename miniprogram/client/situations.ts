import { findKind, type KindEntry } from './kinds'
import { OWN_SITUATIONS } from './kinds.generated'

/**
 * What has happened to somebody, in her own words, what the union can do about it, and the applications that lead there.
 */
export interface Situation {
  id: string
  icon: string
  /** On a tile of home: four characters. */
  short: string
  title: string
  /** The second line of its row: what is to be had. */
  line: string
  /** What the union does. */
  help: string
  /** What can be applied for on the phone, the likeliest first. */
  kinds: KindEntry[]
  /** What to have at hand. */
  bring: string[]
  /** What people say of it, to be found by. */
  words: string[]
}

export interface SituationGroup {
  title: string
  situations: Situation[]
}

export const SITUATION_GROUPS: SituationGroup[] = [
  {
    title: '钱的事',
    situations: [
      {
        id: 'wages',
        icon: 'yen',
        short: '工资没发',
        title: '工资没发、发少了',
        line: '工会帮您去要，不收钱',
        help: '工会帮您找单位说，还能请律师，不收钱。没入会也管。',
        kinds: [findKind('wageArrears'), findKind('legalAid'), findKind('mediation')],
        bring: ['欠了几个月、多少钱', '单位名、工地在哪儿', '工资条、考勤、聊天记录，有什么带什么'],
        words: [
          '欠薪',
          '工资',
          '拖欠',
          '欠钱',
          '不给钱',
          '没发钱',
          '少发',
          '克扣',
          '加班费',
          '押金',
          '血汗钱',
          '讨薪',
          '高温津贴',
          '双倍',
        ],
      },
      {
        id: 'hard',
        icon: 'hearthouse',
        short: '日子困难',
        title: '家里日子困难',
        line: '按规定帮扶，不会到处说',
        help: '工会给困难的工友家里建个档案，按规定帮扶。不会到处说。',
        kinds: [findKind('precheck'), findKind('hardship'), findKind('emergencyRelief')],
        bring: ['户口本、身份证', '一家人一年的收入', '看病、上学花了多少'],
        words: [
          '困难',
          '没钱',
          '穷',
          '低保',
          '补助',
          '帮扶',
          '救济',
          '揭不开锅',
          '丢了工作',
          '失业',
          '下岗',
          '着火',
          '受灾',
          '残疾',
          '去世',
        ],
      },
      {
        id: 'hospital',
        icon: 'hospital',
        short: '住院花钱',
        title: '生病住院花了钱',
        line: '参加了互助的，能领一笔钱',
        help: '单位参加了医疗互助的，能领一笔钱。家里困难的，还能申请帮扶。',
        kinds: [findKind('mutualAidClaim'), findKind('precheck'), findKind('emergencyRelief')],
        bring: ['身份证', '医院盖章的结算单', '收钱的银行卡'],
        words: ['住院', '生病', '看病', '大病', '手术', '医药费', '医疗', '报销', '癌', '医院', '药费', '互助'],
      },
    ],
  },
  {
    title: '活儿的事',
    situations: [
      {
        id: 'dispute',
        icon: 'scales',
        short: '单位纠纷',
        title: '跟单位有纠纷、受了工伤',
        line: '调解、请律师，都不收钱',
        help: '工会帮着调解，要打官司请律师，不收钱。仲裁有一年的期限，别拖。',
        kinds: [findKind('mediation'), findKind('legalAid'), findKind('petition')],
        bring: ['劳动合同，没有也行', '出事的日子', '能说明事情的材料'],
        words: [
          '纠纷',
          '辞退',
          '开除',
          '裁员',
          '赔偿',
          '合同',
          '社保',
          '五险',
          '仲裁',
          '打官司',
          '律师',
          '工伤',
          '受伤',
          '摔伤',
          '解雇',
          '试用期',
          '产假',
          '怀孕',
          '加班',
          '调解',
        ],
      },
      {
        id: 'danger',
        icon: 'helmet',
        short: '干活危险',
        title: '干活不安全',
        line: '工会去说，叫单位改',
        help: '人先离开危险的地方，再打电话。工会可以要求单位改，不会说是谁讲的。',
        kinds: [findKind('hazard')],
        bring: ['单位名、在哪儿干活', '拍一两张照片，拍不了也行'],
        words: [
          '危险',
          '不安全',
          '安全',
          '隐患',
          '高空',
          '触电',
          '中暑',
          '没有手套',
          '防护',
          '噪音',
          '粉尘',
          '毒',
          '违章',
        ],
      },
    ],
  },
  {
    title: '家里和心里的事',
    situations: [
      {
        id: 'school',
        icon: 'cap',
        short: '孩子上学',
        title: '孩子上学，学费发愁',
        line: '金秋助学，每年夏天办',
        help: '金秋助学，每年夏天办。工会先看家里的难处，再发助学金。',
        kinds: [findKind('studentAid'), findKind('precheck')],
        bring: ['孩子的录取通知书或学生证', '家里人的收入'],
        words: ['上学', '学费', '孩子', '大学', '助学', '高考', '录取', '开学', '读书'],
      },
      {
        id: 'worry',
        icon: 'message',
        short: '心里烦闷',
        title: '心里烦、睡不好',
        line: '有心理老师听您说',
        help: '工会请了心理老师，不收钱。您说的话，单位看不到。急的时候打 12356，全国的心理热线。',
        kinds: [findKind('counselling')],
        bring: ['什么都不用带'],
        words: ['心里', '烦', '睡不着', '失眠', '难受', '抑郁', '压力', '想不开', '吵架', '离婚', '哭'],
      },
    ],
  },
  {
    title: '别的事',
    situations: [
      {
        id: 'voice',
        icon: 'pen',
        short: '有话要说',
        title: '有话要跟工会说',
        line: '反映问题、提建议，都有答复',
        help: '反映问题，15 天里告诉您收不收，60 天里办完。提建议，采不采纳都说明为什么。',
        kinds: [findKind('petition'), findKind('suggestion')],
        bring: ['想说的事，写几句就行'],
        words: ['反映', '投诉', '举报', '信访', '建议', '意见', '不公平', '食堂', '告', '说说', '提一提'],
      },
      // Kinds for which none of these is the place bring a row of their own.
      ...OWN_SITUATIONS.map(({ kind, ...words }) => ({ ...words, id: kind, kinds: [findKind(kind)] })),
    ],
  },
]

const HOME = ['wages', 'hospital', 'school', 'hard']

/** The four that stand on home. */
export const HOME_SITUATIONS: Situation[] = HOME.flatMap((id) =>
  SITUATION_GROUPS.flatMap(({ situations }) => situations.filter((situation) => situation.id === id)),
)

const isNeed = ({ id }: Situation) => id === 'hard'

/**
 * The situations that a sentence speaks of, the likeliest first: those whose words it holds most of. Two characters at
 * least; what is typed may be a part of a longer word of ours. All on the phone: what she types goes nowhere.
 */
export function findSituations(sentence: string): Situation[] {
  const said = sentence.replace(/\s/g, '')
  if (said.length < 2) return []
  const likely = (situation: Situation) =>
    [situation.short, ...situation.words].filter((word) => said.includes(word) || word.includes(said)).length
  return (
    SITUATION_GROUPS.flatMap(({ situations }) => situations)
      .map((situation) => ({ situation, likelihood: likely(situation) }))
      .filter(({ likelihood }) => likelihood > 0)
      // Need stands behind many sentences: the particular thing comes first.
      .sort((a, b) => b.likelihood - a.likelihood || Number(isNeed(a.situation)) - Number(isNeed(b.situation)))
      .map(({ situation }) => situation)
  )
}
