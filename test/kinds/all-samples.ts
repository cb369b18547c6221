import { someId } from '../../local/city/identity'
import * as samples from './samples'

/** What `prepare` would have read or worked out. */
export const FACTS: Record<string, object> = {
  benefitComplaint: { merchant: 'mer_x', shop: '海味家常菜' },
  emergencyRelief: samples.reliefFacts,
  studentAid: samples.studentFacts,
  mutualAidClaim: samples.claimFacts,
  homeTicket: samples.ticketFacts,
  petition: { accused: ['union'] },
  joining: { birthDay: '1980-01-01', unionName: '海滨物业工会', unionPhone: '0631-0000001' },
  transfer: {
    membership: 'mem_x',
    fromName: '渔港街道联合工会',
    unionName: '海滨物业工会',
    unionPhone: '',
    phoneMoved: false,
  },
  retaining: { membership: 'mem_x' },
  resuming: { membership: 'mem_x' },
  leaving: { membership: 'mem_x', unionName: '海滨物业工会' },
  lapsing: samples.aboutFacts,
  expulsion: samples.aboutFacts,
  correction: { membership: 'mem_x', birthDay: null, idTail: null, phoneMoved: false },
  ...samples.unionFacts,
  merchantJoining: samples.shopFacts,
  merchantRenewal: { merchant: 'mer_x', shop: '海边面馆', until: '2026-01-31' },
  merchantQuitting: { merchant: 'mer_x', shop: '海边面馆', until: '2026-12-31', from: '2026-08-01' },
  offerChange: samples.changeFacts,
  interviewQuestion: { question: 'ivq_x', interview: 'ivw_x' },
  objection: { target: 'case_x', targetNumber: '20260713-000009', targetTitle: '困难职工建档帮扶' },
}
/** Forms that chance would hardly fill in rightly. */
export const SHOWN: Record<string, Record<string, unknown>> = {
  hardship: samples.hardshipForm,
  emergencyRelief: samples.reliefForm,
  studentAid: samples.studentForm,
  mutualAidClaim: samples.claimForm,
  counselling: samples.counsellingForm,
  suggestion: samples.suggestionForm,
  homeTicket: samples.ticketForm,
  transfer: { union: 'union', employer: '海滨物业' },
  lapsing: { member: 'mem_x', lastActiveOn: '2026-01-05' },
  expulsion: { member: 'mem_x', judgment: '（2026）鲁刑初15号', judgedOn: '2026-05-06' },
  merchantJoining: samples.shopForm,
  offerChange: samples.changeForm,
  benefitComplaint: { merchant: 'mer_x', about: 'cardRefused', happenedOn: '2026-07-01', story: '店员说不收卡' },
  merchantQuitting: { merchant: 'mer_x', when: 'day', day: '2026-08-01', sure: true },
  correction: { wrong: ['name'], name: '林秀蓝', consent: true },
  ...samples.unionForms,
  joining: { name: '林秀兰', idNumber: someId(3), employment: 'migrant', union: 'union', consent: true },
}
