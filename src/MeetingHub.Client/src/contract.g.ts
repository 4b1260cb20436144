// Written by ContractTests from the C# types: `UPDATE_CONTRACT=1 dotnet test tests/MeetingHub.Server.Tests --filter Contract`.
export const contractHash = 'f5071a2906b3b267'

type Id<Name extends string> = string & { readonly __id: Name }

export type AbsenceKind = 'unstated' | 'withReason' | 'withoutReason'

export type AbsenceLeave = 'unstated' | 'withLeave' | 'withoutLeave'

export interface Absentee {
  person: Person
  kind?: AbsenceKind
  reason?: string | null
}

export interface ActionItem {
  id: ActionItemId
  text: string
  owner: Assignee
  coWorkers: Assignee[]
  due: DateOnly
  edition: number
  isWithdrawn: boolean
  recordedAt: DateTimeOffset
  item?: AgendaItemId
}

export type ActionItemId = Id<'ActionItemId'>

export interface ActionItemRecorded {
  type: 'actionItemRecorded'
  actionItem: ActionItemId
  text: string
  owner: Assignee
  coWorkers: Assignee[]
  due: DateOnly
  item?: AgendaItemId
}

export interface ActionItemRevised {
  type: 'actionItemRevised'
  actionItem: ActionItemId
  text: string
  owner: Assignee
  coWorkers: Assignee[]
  due: DateOnly
  item?: AgendaItemId
}

export interface ActionItemView {
  id: ActionItemId
  meeting: MeetingId
  meetingTitle: string
  agendaItem: AgendaItemId | null
  text: string
  owner: PersonName | null
  ownerDepartment: DepartmentName | null
  coWorkers: string[]
  due: DateOnly
  isLate: boolean
  recordedAt: DateTimeOffset
}

export interface ActionItemWithdrawn {
  type: 'actionItemWithdrawn'
  actionItem: ActionItemId
}

export interface AddAgendaItem {
  type: 'addAgendaItem'
  item: AgendaItemId
  title: string
  presenter?: PersonId | null
  plannedMinutes?: number | null
  after?: AgendaItemId | null
}

export interface AddAgendaItemRequest {
  title: string
  minutes: number
  presenter?: PersonId | null
  notes?: string | null
  before?: AgendaItemId | null
}

export interface AgendaItem {
  id: AgendaItemId
  title: string
  runs: AgendaRun[]
  presenter?: PersonId
  plannedMinutes?: number
}

export interface AgendaItemAdded {
  type: 'agendaItemAdded'
  item: PlannedAgendaItem
  after?: AgendaItemId
}

export interface AgendaItemClosed {
  type: 'agendaItemClosed'
  item: AgendaItemId
}

export type AgendaItemId = Id<'AgendaItemId'>

export interface AgendaItemOpened {
  type: 'agendaItemOpened'
  item: AgendaItemId
}

export interface AgendaItemReopened {
  type: 'agendaItemReopened'
  item: AgendaItemId
}

export interface AgendaItemTitle {
  title: string
  minutes: number
}

export interface AgendaItemView {
  id: AgendaItemId
  revision: number
  title: string
  presenter: PersonName | null
  minutes: number
  notes: string
  notesHtml: string
}

export interface AgendaRun {
  from: DateTimeOffset
  to?: DateTimeOffset
}

export interface AgendaView {
  revision: number
  items: AgendaItemView[]
}

export interface AnswerStandUpRequest {
  done: string
  next: string
  inTheWay: string
  revision: number
}

export interface AnsweredBeforehand {
  type: 'answeredBeforehand'
  seat: SeatId
}

export interface AntiforgeryView {
  token: string
}

export interface AskToUnmute {
  type: 'askToUnmute'
  participant: ParticipantId
}

export interface AssignedTask {
  what: string
  owner?: string | null
  due?: DateOnly | null
  coWorkers?: string[]
}

export interface Assignee {
  person?: PersonId
  department?: DepartmentId
}

export interface AttendanceList {
  present?: Attendee[]
  absent?: Absentee[]
  summary?: string | null
}

export interface Attendee {
  person: Person
  kind?: AttendeeKind
  substituteFor?: Person | null
  lateMinutes?: number | null
  leftEarlyMinutes?: number | null
  presentMinutes?: number | null
}

export type AttendeeKind = 'member' | 'guest'

export interface BadMinute {
  at: DateTimeOffset
  participant: ParticipantId
  name: string
  troubles: CallTrouble[]
  report: CallReport
}

export interface Ballot {
  id: BallotId
  question: string
  isSecret: boolean
  choices: BallotChoice[]
  entitled: SeatId[]
  votes: Vote[]
  figures: BallotFigure[]
  openedAt: DateTimeOffset
  item?: AgendaItemId
  closedAt?: DateTimeOffset
}

export interface BallotCast {
  type: 'ballotCast'
  ballot: BallotId
  seat: SeatId
  choice?: string
}

export interface BallotChoice {
  key: string
  text?: string
}

export interface BallotClosed {
  type: 'ballotClosed'
  ballot: BallotId
  figures: BallotFigure[]
}

export interface BallotFigure {
  key: string
  count: number
}

export type BallotId = Id<'BallotId'>

export interface BallotOpened {
  type: 'ballotOpened'
  ballot: BallotId
  question: string
  isSecret: boolean
  choices: BallotChoice[]
  entitled: SeatId[]
  item?: AgendaItemId
}

export interface CallNextTurn {
  type: 'callNextTurn'
}

export interface CallReport {
  seconds: number
  lossIn: number
  lossOut: number
  roundTripMs: number
  freezes: number
  frozenMs: number
  concealedMs: number
  reconnects: number
  overTcp: boolean
}

export type CallTrouble = 'reconnected' | 'loss' | 'brokenSpeech' | 'frozenPicture' | 'longDelay'

export interface CallTurn {
  type: 'callTurn'
  seat: SeatId
}

export interface CastBallot {
  type: 'castBallot'
  ballot: BallotId
  choice: string
}

export type ChatAudience = 'all' | 'chairAndSecretaries'

export interface ChatMessage {
  id: ChatMessageId
  revision: number
  at: DateTimeOffset
  by: ParticipantId
  to: ChatAudience
  text?: string
}

export type ChatMessageId = Id<'ChatMessageId'>

export interface ChatPage {
  messages: ChatMessage[]
  before?: number
}

export interface ChatPosted {
  type: 'chatPosted'
  message: ChatMessageId
  sha256: string
  to: ChatAudience
}

export interface CloseAgendaItem {
  type: 'closeAgendaItem'
  item: AgendaItemId
}

export interface CloseBallot {
  type: 'closeBallot'
  ballot: BallotId
}

export type CommandId = Id<'CommandId'>

export interface Conclusion {
  id: ConclusionId
  text: string
  edition: number
  isWithdrawn: boolean
  recordedAt: DateTimeOffset
  item?: AgendaItemId
}

export type ConclusionId = Id<'ConclusionId'>

export interface ConclusionRecorded {
  type: 'conclusionRecorded'
  conclusion: ConclusionId
  text: string
  item?: AgendaItemId
}

export interface ConclusionRevised {
  type: 'conclusionRevised'
  conclusion: ConclusionId
  text: string
  item?: AgendaItemId
}

export interface ConclusionWithdrawn {
  type: 'conclusionWithdrawn'
  conclusion: ConclusionId
}

export interface ConnectionClosed {
  type: 'connectionClosed'
  participant: ParticipantId
  connection: ConnectionId
}

export interface ConnectionGone {
  type: 'connectionGone'
  connection: ConnectionId
}

export type ConnectionId = Id<'ConnectionId'>

export interface ConnectionLost {
  type: 'connectionLost'
  participant: ParticipantId
  connection: ConnectionId
  returnBy: DateTimeOffset
  since?: DateTimeOffset
}

export interface ConnectionOpened {
  type: 'connectionOpened'
  participant: ParticipantId
  connection: ConnectionId
}

export interface ConnectionSources {
  connection: ConnectionId
  participant: ParticipantId
  microphone: boolean
  camera: boolean
  screen: boolean
  screenSince?: DateTimeOffset
}

export interface CourseItem {
  title: string
  presenter?: Person | null
  from?: DateTimeOffset | null
  to?: DateTimeOffset | null
  speakers?: Person[]
  notes?: string
  votes?: VoteResult[]
  conclusions?: string[]
  tasks?: AssignedTask[]
}

export type DateOnly = string

export type DateTime = string

export type DateTimeOffset = string

export type DepartmentId = Id<'DepartmentId'>

export interface DepartmentName {
  id: DepartmentId
  name: string
}

export interface DepartmentRequest {
  name: string
  rank: number
  parent?: DepartmentId | null
}

export interface DepartmentView {
  id: DepartmentId
  parent: DepartmentId | null
  name: string
  rank: number
  people: number
}

export type DocumentId = Id<'DocumentId'>

export interface DocumentOpeningView {
  person: PersonName
  version: number
  at: DateTimeOffset
}

export interface DocumentPresented {
  type: 'documentPresented'
  participant: ParticipantId
  document: PresentedDocument
  page: number
}

export interface DocumentView {
  id: DocumentId
  agendaItem: AgendaItemId | null
  name: string
  mediaType: string
  size: number
  version: number
  sha256: string
  addedBy: PersonName
  addedAt: DateTimeOffset
  isRead: boolean
}

export interface DropCondition {
  reason: DropReason
  packets: number
}

export type DropReason = 'malformed' | 'forged' | 'replayed' | 'unknownStream' | 'wrongPayloadType' | 'padding' | 'duplicate' | 'muted' | 'noReceiver' | 'rtcpFlood' | 'checkFlood' | 'handshakeFlood' | 'addressTaken' | 'overRate'

export interface EditAgendaItemRequest {
  revision: number
  title: string
  minutes: number
  presenter?: PersonId | null
  notes?: string | null
}

export interface EditMeetingRequest {
  revision: number
  title: string
  kind: MeetingKind
  localStart: DateTime
  plannedMinutes: number
  chair: PersonId
  secretary: PersonId
  people: PersonId[]
  departments: DepartmentId[]
  place?: string | null
  zone?: string | null
  marking?: Marking
}

export interface EditPersonRequest {
  revision: number
  name: string
  departmentId: DepartmentId
  role: PersonRole
  position?: string | null
  account?: string | null
}

export interface EndMeeting {
  type: 'endMeeting'
}

export type EndReason = 'endedByChair' | 'abandoned'

export interface EndTurn {
  type: 'endTurn'
  skipped: boolean
}

export interface EnterAnswer {
  welcome?: Welcome
  rejection?: Rejection
}

export interface EnterRequest {
  meeting: MeetingId
  contractHash: string
  revision?: number | null
  window?: string | null
}

export interface EventBatch {
  events: LoggedEvent[]
  texts: Record<string, string>
}

export interface ExecuteAnswer {
  revision?: number
  rejection?: Rejection
}

export interface ExecuteRequest {
  id: CommandId
  command: RoomCommand
}

export interface ExtendFloor {
  type: 'extendFloor'
  seconds: number
}

export interface FinishOwnTurn {
  type: 'finishOwnTurn'
}

export interface FirstAdministratorRequest {
  token: string
  organisation: string
  name: string
  account: string
  password: string
}

export interface FloorExtended {
  type: 'floorExtended'
  participant: ParticipantId
  until: DateTimeOffset
}

export interface FloorGiven {
  type: 'floorGiven'
  participant: ParticipantId
  until?: DateTimeOffset
}

export interface FloorHolder {
  participant: ParticipantId
  since: DateTimeOffset
  until?: DateTimeOffset
}

export interface FloorTaken {
  type: 'floorTaken'
  participant: ParticipantId
}

export interface GiveFloor {
  type: 'giveFloor'
  participant: ParticipantId
  limitSeconds?: number | null
}

export interface Hand {
  participant: ParticipantId
  raisedAt: DateTimeOffset
}

export interface HandLowered {
  type: 'handLowered'
  participant: ParticipantId
}

export interface HandRaised {
  type: 'handRaised'
  participant: ParticipantId
}

export interface Interrupted {
  type: 'interrupted'
  from: DateTimeOffset
  to: DateTimeOffset
  returnBy: DateTimeOffset
}

export interface Interruption {
  from: DateTimeOffset
  to: DateTimeOffset
}

export interface IssuingBody {
  parentName: string | null
  name: string
  symbol: string
}

export interface ItemSpeech {
  item: number | null
  time: TimeSpan
}

export interface LayerCondition {
  pixelHeight: number | null
  bits: number
}

export interface LayersWatched {
  type: 'layersWatched'
  kind: SourceKind
  layers: string[]
}

export type LeaveReason = 'left' | 'lineLost'

export type LineCondition = 'poor' | 'connecting' | 'fair' | 'good' | 'without'

export interface LineNow {
  participant: ParticipantId
  quality: LineQuality
}

export type LineQuality = 'good' | 'fair' | 'poor' | 'lost'

export interface LinesNow {
  type: 'linesNow'
  lines: LineNow[]
}

export interface LinkIssued {
  path: string
  expiresAt: DateTimeOffset
}

export interface LinkRequest {
  token: string
}

export interface LinkView {
  purpose: string
  name: string | null
  account: string | null
  minimumPasswordLength: number
}

export interface LogPage {
  batch: EventBatch
  last: number
}

export interface LoggedEvent {
  revision: number
  at: DateTimeOffset
  event: MeetingEvent
  by?: ParticipantId
  command?: CommandId
}

export interface LowerAnotherHand {
  type: 'lowerAnotherHand'
  participant: ParticipantId
}

export interface LowerHand {
  type: 'lowerHand'
}

export type Marking = 'none' | 'internal' | 'confidential' | 'secret' | 'topSecret'

export interface Me {
  personId: PersonId
  name: string
  position: string
  department: string
  roles: string[]
  organisation: MyOrganisation | null
  version: string
}

export interface MediaLost {
  type: 'mediaLost'
}

export interface MediaTerms {
  unavailable?: string
  maxSlots: number
  relay?: RelayAccess
}

export interface MeetingDetail {
  id: MeetingId
  revision: number
  title: string
  kind: MeetingKind
  stage: MeetingStage
  localStart: DateTime
  zone: string
  startsAt: DateTimeOffset
  plannedMinutes: number
  place: string
  chair: PersonName
  secretary: PersonName
  invitedAt: DateTimeOffset | null
  reason: string | null
  startedAt: DateTimeOffset | null
  endedAt: DateTimeOffset | null
  role: MeetingRole | null
  seat: SeatId | null
  may: MeetingRights
  next: NextStep | null
  seats: SeatView[]
  departments: DepartmentName[]
  agenda: AgendaView
}

export interface MeetingDocuments {
  documents: DocumentView[]
  maxFileBytes: number
  bytesLeft: number
}

export interface MeetingEnded {
  type: 'meetingEnded'
  endedAt: DateTimeOffset
  reason: EndReason
}

export type MeetingEvent =
  | ActionItemRecorded
  | ActionItemRevised
  | ActionItemWithdrawn
  | AgendaItemAdded
  | AgendaItemClosed
  | AgendaItemOpened
  | AgendaItemReopened
  | AnsweredBeforehand
  | BallotCast
  | BallotClosed
  | BallotOpened
  | ChatPosted
  | ConclusionRecorded
  | ConclusionRevised
  | ConclusionWithdrawn
  | ConnectionClosed
  | ConnectionLost
  | ConnectionOpened
  | DocumentPresented
  | FloorExtended
  | FloorGiven
  | FloorTaken
  | HandLowered
  | HandRaised
  | Interrupted
  | MeetingEnded
  | MeetingStarted
  | PageTurned
  | ParticipantJoined
  | ParticipantLeft
  | ParticipantMuted
  | ParticipantReadmitted
  | ParticipantRemoved
  | ParticipantUnmuted
  | PresentingStopped
  | SpeechMeasured
  | TurnCalled
  | TurnEnded
  | UnmuteAsked
  | Withheld

export type MeetingId = Id<'MeetingId'>

export type MeetingKind = 'briefing' | 'standUp' | 'conference'

export interface MeetingRights {
  edit: boolean
  schedule: boolean
  postpone: boolean
  cancel: boolean
  enter: boolean
  addDocuments: boolean
  removeDocuments: boolean
  answerStandUp: boolean
  writeMinutes: boolean
  submitMinutes: boolean
  approveMinutes: boolean
  readMinutes: boolean
}

export type MeetingRole = 'member' | 'secretary' | 'chair'

export type MeetingStage = 'draft' | 'scheduled' | 'postponed' | 'cancelled' | 'inProgress' | 'ended' | 'minutesInReview' | 'published'

export interface MeetingStarted {
  type: 'meetingStarted'
  kind: MeetingKind
  title: string
  options: RoomOptions
  seats: Seat[]
  agenda: PlannedAgendaItem[]
  plannedStart?: DateTimeOffset
  plannedMinutes?: number
}

export interface MeetingState {
  meeting: MeetingId
  revision: number
  phase: RoomPhase
  options: RoomOptions
  seats: Seat[]
  participants: Participant[]
  agenda: AgendaItem[]
  hands: Hand[]
  speakingTurns: SpeakingTurn[]
  conclusions: Conclusion[]
  actionItems: ActionItem[]
  ballots: Ballot[]
  standUpTurns: StandUpTurn[]
  interruptions: Interruption[]
  spokenTimes: SpokenTime[]
  presentations: Presentation[]
  chatCount: number
  staffChatCount: number
  at?: DateTimeOffset
  kind?: MeetingKind
  title?: string
  plannedStart?: DateTimeOffset
  plannedMinutes?: number
  startedAt?: DateTimeOffset
  endedAt?: DateTimeOffset
  endReason?: EndReason
  floor?: FloorHolder
  openItem?: AgendaItemId
  runningTurn?: SeatId
}

export interface MeetingSummary {
  id: MeetingId
  title: string
  kind: MeetingKind
  stage: MeetingStage
  localStart: DateTime
  zone: string
  startsAt: DateTimeOffset
  plannedMinutes: number
  place: string
  chair: PersonName
  secretary: PersonName
  startedAt: DateTimeOffset | null
  endedAt: DateTimeOffset | null
  role: MeetingRole | null
  isNow: boolean
  next: NextStep | null
  agenda: AgendaItemTitle[]
}

export interface MinutesAbsenceView {
  seat: SeatId
  person: PersonName
  leave: AbsenceLeave
  reason: string
  revision: number
}

export interface MinutesApproval {
  version: number
  sha256: string
  wordSha256: string | null
  by: PersonName
  at: DateTimeOffset
}

export interface MinutesDocument {
  format?: number
  status?: MinutesStatus
  version?: number
  preparedAt: DateTimeOffset
  issuer: IssuingBody
  number?: number | null
  subject: string
  place?: string | null
  startedAt: DateTimeOffset
  endedAt?: DateTimeOffset | null
  chair: Person
  secretary: Person
  attendance?: AttendanceList
  course?: CourseItem[]
  speakingTimes?: SpeakingTime[]
  standUp?: StandUpReport[]
  recipients?: string[]
  filing?: string
}

export interface MinutesPage {
  stage: MinutesStage
  revision: number
  submittedAt: DateTimeOffset | null
  returnWord: string | null
  may: MinutesRights
  document: MinutesDocument
  sections: MinutesSection[]
  absences: MinutesAbsenceView[]
  approval: MinutesApproval | null
}

export interface MinutesPreview {
  html: string
}

export interface MinutesRights {
  write: boolean
  submit: boolean
  approve: boolean
  sendBack: boolean
}

export interface MinutesSection {
  title: string
  inDocument: number | null
  text: MinutesTextView
}

export type MinutesStage = 'writing' | 'inReview' | 'approved'

export type MinutesStatus = 'draft' | 'approved'

export interface MinutesStepRequest {
  revision: number
}

export interface MinutesTextSaved {
  type: 'minutesTextSaved'
  agendaItem?: AgendaItemId
  revision: number
  by: PersonId
}

export interface MinutesTextView {
  agendaItem: AgendaItemId
  text: string
  html: string
  revision: number
  editedBy: PersonName | null
  editedAt: DateTimeOffset | null
}

export type Momentary =
  | ConnectionGone
  | LayersWatched
  | LinesNow
  | MediaLost
  | MinutesTextSaved
  | PeopleAdded
  | PictureStalled
  | ReceptionNow
  | SentAway
  | ServerStopping
  | SlotsShown
  | SourcesNow
  | SpeakerNow
  | VoiceLevels
  | VoiceThrift

export interface MoveAgendaItemRequest {
  before?: AgendaItemId | null
}

export interface Mute {
  type: 'mute'
}

export interface MuteAnother {
  type: 'muteAnother'
  participant: ParticipantId
}

export interface MyOrganisation {
  name: string
  parentName: string | null
  place: string | null
  symbol: string | null
}

export interface NextStep {
  kind: NextStepKind
  by: PersonName | null
  isMine: boolean
}

export type NextStepKind = 'sendInvitations' | 'setNewDate' | 'meet' | 'submitMinutes' | 'approveMinutes'

export interface Offer {
  sdp: string
  sends: OfferedLine[]
  isNew?: boolean
}

export interface OfferAnswer {
  sdp?: string
  rejection?: Rejection
}

export interface OfferedLine {
  mid: string
  kind: SourceKind
}

export interface OpenAgendaItem {
  type: 'openAgendaItem'
  item: AgendaItemId
}

export interface OpenBallot {
  type: 'openBallot'
  ballot: BallotId
  question: string
  isSecret: boolean
  options?: string[] | null
  item?: AgendaItemId | null
}

export interface OrganisationRequest {
  name: string
  parentName?: string | null
  place?: string | null
  symbol?: string | null
}

export interface PageRequest {
  askedNumber?: number | null
  askedSize?: number | null
}

export interface PageTurned {
  type: 'pageTurned'
  page: number
}

export interface Participant {
  id: ParticipantId
  role: MeetingRole
  connections: ConnectionId[]
  stays: Stay[]
  isRemoved: boolean
  unmuteAsked: boolean
  person?: PersonId
  seat?: SeatId
  sound?: ConnectionId
  lostAt?: DateTimeOffset
  returnBy?: DateTimeOffset
}

export type ParticipantId = Id<'ParticipantId'>

export interface ParticipantJoined {
  type: 'participantJoined'
  participant: ParticipantId
  role: MeetingRole
  person?: PersonId
  seat?: SeatId
}

export interface ParticipantLeft {
  type: 'participantLeft'
  participant: ParticipantId
  leftAt: DateTimeOffset
  reason: LeaveReason
}

export interface ParticipantMuted {
  type: 'participantMuted'
  participant: ParticipantId
}

export interface ParticipantReadmitted {
  type: 'participantReadmitted'
  participant: ParticipantId
}

export interface ParticipantRemoved {
  type: 'participantRemoved'
  participant: ParticipantId
}

export interface ParticipantUnmuted {
  type: 'participantUnmuted'
  participant: ParticipantId
  connection: ConnectionId
}

export interface PeopleAdded {
  type: 'peopleAdded'
  people: PersonCard[]
}

export interface Person {
  name: string
  position?: string | null
  department?: string | null
  honorific?: string | null
}

export interface PersonCard {
  id: PersonId
  name: string
  position: string
  department: string
}

export type PersonId = Id<'PersonId'>

export interface PersonName {
  id: PersonId
  name: string
  position: string
  department: string
}

export interface PersonRequest {
  name: string
  departmentId: DepartmentId
  role: PersonRole
  position?: string | null
  account?: string | null
}

export type PersonRole = 'administrator' | 'secretary' | 'leader' | 'member'

export interface PersonView {
  id: PersonId
  name: string
  position: string
  departmentId: DepartmentId
  department: string
  isActive: boolean
  revision: number
  role: string | null
  account: string | null
  hasPassword: boolean | null
}

export interface PictureReduced {
  participant: ParticipantId
  kind: SourceKind
  isHidden: boolean
}

export interface PictureStalled {
  type: 'pictureStalled'
  participant: ParticipantId
  kind: SourceKind
  stalled: boolean
}

export interface PlanMeetingRequest {
  title: string
  kind: MeetingKind
  localStart: DateTime
  plannedMinutes: number
  chair: PersonId
  secretary: PersonId
  people: PersonId[]
  departments: DepartmentId[]
  place?: string | null
  zone?: string | null
  marking?: Marking
}

export interface PlanStepRequest {
  revision: number
  reason?: string | null
}

export interface PlannedAgendaItem {
  id: AgendaItemId
  title: string
  presenter?: PersonId
  plannedMinutes?: number
}

export interface PostChat {
  type: 'postChat'
  message: ChatMessageId
  text: string
  to?: ChatAudience
}

export interface PresentDocument {
  type: 'presentDocument'
  document: DocumentId
  page?: number
  pages?: number | null
  version?: number | null
}

export interface Presentation {
  participant: ParticipantId
  document: PresentedDocument
  page: number
  from: DateTimeOffset
  item?: AgendaItemId
  to?: DateTimeOffset
}

export interface PresentedDocument {
  id: DocumentId
  version: number
  name: string
  size: number
  pages?: number
}

export interface PresentingStopped {
  type: 'presentingStopped'
  participant: ParticipantId
}

export interface PreviewMinutesRequest {
  text: string
}

export interface RaiseHand {
  type: 'raiseHand'
}

export interface ReadmitParticipant {
  type: 'readmitParticipant'
  participant: ParticipantId
}

export interface ReceptionNow {
  type: 'receptionNow'
  pictures: PictureReduced[]
  voices: ParticipantId[]
}

export interface RecordActionItem {
  type: 'recordActionItem'
  actionItem: ActionItemId
  text: string
  owner: Assignee
  coWorkers: Assignee[]
  due: DateOnly
  item?: AgendaItemId | null
}

export interface RecordConclusion {
  type: 'recordConclusion'
  conclusion: ConclusionId
  text: string
  item?: AgendaItemId | null
}

export interface Rejection {
  code: string
  parameters: Record<string, string>
}

export interface RelayAccess {
  urls: string[]
  username: string
  credential: string
  seconds: number
}

export interface RelayAnswer {
  relay?: RelayAccess
}

export interface RemoveParticipant {
  type: 'removeParticipant'
  participant: ParticipantId
}

export interface ReturnMinutesRequest {
  revision: number
  word: string
}

export interface ReviseActionItem {
  type: 'reviseActionItem'
  actionItem: ActionItemId
  edition: number
  text: string
  owner: Assignee
  coWorkers: Assignee[]
  due: DateOnly
  item?: AgendaItemId | null
}

export interface ReviseConclusion {
  type: 'reviseConclusion'
  conclusion: ConclusionId
  edition: number
  text: string
  item?: AgendaItemId | null
}

export type RoomCommand =
  | AddAgendaItem
  | AskToUnmute
  | CallNextTurn
  | CallTurn
  | CastBallot
  | CloseAgendaItem
  | CloseBallot
  | EndMeeting
  | EndTurn
  | ExtendFloor
  | FinishOwnTurn
  | GiveFloor
  | LowerAnotherHand
  | LowerHand
  | Mute
  | MuteAnother
  | OpenAgendaItem
  | OpenBallot
  | PostChat
  | PresentDocument
  | RaiseHand
  | ReadmitParticipant
  | RecordActionItem
  | RecordConclusion
  | RemoveParticipant
  | ReviseActionItem
  | ReviseConclusion
  | StartMeeting
  | StopPresenting
  | TakeFloor
  | TurnPage
  | Unmute
  | WithdrawActionItem
  | WithdrawConclusion
  | YieldFloor

export interface RoomCondition {
  meeting: MeetingId
  title: string | null
  phase: RoomPhase
  startedAt: DateTimeOffset | null
  people: number
  weakLines: number
  bitsIn: number | null
  bitsOut: number | null
  badMinutes: number
}

export interface RoomOptions {
  lateAfterMinutes: number
  lostBecomesLeftSeconds: number
  bridgeInterruptionSeconds: number
  endAbandonedMinutes: number
  standInAfterSeconds: number
  turnSeconds: number
}

export interface RoomParticipant {
  id: ParticipantId
  person: PersonId | null
  role: MeetingRole
  isIn: boolean
  isConnected: boolean
  isMuted: boolean
  stays: Stay[]
}

export type RoomPhase = 'waiting' | 'running' | 'ended'

export interface SaveMinutesTextRequest {
  text: string
  revision: number
}

export interface Seat {
  id: SeatId
  person: PersonId
  role: MeetingRole
  mayVote: boolean
  department?: DepartmentId
  standsInFor?: PersonId
  answeredBeforehand: boolean
}

export type SeatId = Id<'SeatId'>

export interface SeatView {
  id: SeatId
  person: PersonName
  role: MeetingRole
  via: DepartmentName | null
}

export interface SentAway {
  type: 'sentAway'
  reason: SentAwayReason
}

export type SentAwayReason = 'removed' | 'signedOut' | 'tooManyWindows'

export interface ServerCondition {
  hasMedia: boolean
  loopLoad: number | null
  microsecondsPerPacket: number | null
  loopWaitMs: number | null
  packetsOut: number | null
  bitsIn: number | null
  bitsOut: number | null
  sendFailures: number | null
  overflows: number | null
}

export interface ServerStopping {
  type: 'serverStopping'
}

export interface SetAbsenceRequest {
  leave: AbsenceLeave
  revision: number
  reason?: string | null
}

export interface SetPasswordRequest {
  token: string
  password: string
}

export interface ShownSlot {
  mid: string
  participant: ParticipantId
  kind: SourceKind
  firstRtpTimestamp: number
}

export interface SignInRequest {
  userName: string
  password: string
  remember?: boolean
}

export interface SlotsShown {
  type: 'slotsShown'
  version: number
  slots: ShownSlot[]
  undecodable: UndecodableTile[]
}

export interface SourceCondition {
  kind: SourceKind
  layers: LayerCondition[]
}

export type SourceKind = 'microphone' | 'camera' | 'screen' | 'screenAudio'

export interface SourcesNow {
  type: 'sourcesNow'
  sources: ConnectionSources
}

export interface SourcesRequest {
  microphone: boolean
  camera: boolean
  screen: boolean
}

export interface SpeakerNow {
  type: 'speakerNow'
  participant?: ParticipantId
}

export interface SpeakingTime {
  person: Person
  items?: ItemSpeech[]
}

export interface SpeakingTurn {
  participant: ParticipantId
  from: DateTimeOffset
  item?: AgendaItemId
  to?: DateTimeOffset
}

export interface Speech {
  participant: ParticipantId
  milliseconds: number
}

export interface SpeechMeasured {
  type: 'speechMeasured'
  speech: Speech[]
  item?: AgendaItemId
}

export interface SpokenTime {
  participant: ParticipantId
  milliseconds: number
  item?: AgendaItemId
}

export interface StandUpAnswerView {
  seat: SeatId
  person: PersonName
  done: string
  next: string
  inTheWay: string
  answeredAt: DateTimeOffset | null
  revision: number
}

export interface StandUpReport {
  person: Person
  state: StandUpState
  done?: string | null
  next?: string | null
  inTheWay?: string | null
}

export type StandUpState = 'reported' | 'answeredBeforehand' | 'absent'

export interface StandUpTurn {
  seat: SeatId
  hasAnswered: boolean
  outcome?: TurnOutcome
  calledAt?: DateTimeOffset
  until?: DateTimeOffset
  endedAt?: DateTimeOffset
}

export interface StartMeeting {
  type: 'startMeeting'
}

export interface Stay {
  from: DateTimeOffset
  to?: DateTimeOffset
}

export interface StopPresenting {
  type: 'stopPresenting'
}

export interface TakeFloor {
  type: 'takeFloor'
}

export type TimeSpan = string

export interface TurnCalled {
  type: 'turnCalled'
  seat: SeatId
  until: DateTimeOffset
}

export interface TurnEnded {
  type: 'turnEnded'
  seat: SeatId
  outcome: TurnOutcome
}

export type TurnOutcome = 'reported' | 'reportedBeforehand' | 'skipped'

export interface TurnPage {
  type: 'turnPage'
  document: DocumentId
  page: number
}

export interface UndecodableTile {
  participant: ParticipantId
  kind: SourceKind
}

export interface Unmute {
  type: 'unmute'
}

export interface UnmuteAsked {
  type: 'unmuteAsked'
  participant: ParticipantId
}

export interface UnreadDocument {
  meeting: MeetingId
  meetingTitle: string
  meetingStartsAt: DateTimeOffset
  id: DocumentId
  name: string
  mediaType: string
  size: number
  version: number
  addedAt: DateTimeOffset
}

export interface VoiceLevel {
  participant: ParticipantId
  level: number
}

export interface VoiceLevels {
  type: 'voiceLevels'
  levels: VoiceLevel[]
}

export interface VoiceThrift {
  type: 'voiceThrift'
  isOn: boolean
}

export interface Vote {
  seat: SeatId
  choice?: string
}

export interface VoteCount {
  choice: string
  votes: number
}

export interface VoteResult {
  question: string
  isSecret?: boolean
  closedAt?: DateTimeOffset | null
  entitled?: number | null
  counts?: VoteCount[]
}

export interface WantedPicture {
  participant: ParticipantId
  kind: SourceKind
  pixelHeight?: number | null
}

export interface Welcome {
  contractHash: string
  connection: ConnectionId
  window: string
  participant: ParticipantId
  role: MeetingRole
  revision: number
  state?: MeetingState
  missed?: EventBatch
  chat: ChatPage
  people: PersonCard[]
  sources: ConnectionSources[]
  media: MediaTerms
  serverTime: DateTimeOffset
}

export interface WindowCondition {
  connection: ConnectionId
  participant: ParticipantId
  name: string
  position: string | null
  line: LineCondition
  bitsIn: number | null
  bitsOut: number | null
  lossIn: number | null
  lossOut: number | null
  roundTripMs: number | null
  bitsBorne: number | null
  isReduced: boolean
  sources: SourceCondition[]
  pictures: number[]
  voices: number
  dropped: DropCondition[]
}

export interface WithdrawActionItem {
  type: 'withdrawActionItem'
  actionItem: ActionItemId
}

export interface WithdrawConclusion {
  type: 'withdrawConclusion'
  conclusion: ConclusionId
}

export interface Withheld {
  type: 'withheld'
}

export interface YieldFloor {
  type: 'yieldFloor'
}

export interface RoomServer {
  Enter(request: EnterRequest): Promise<EnterAnswer>
  Execute(id: CommandId, command: RoomCommand): Promise<ExecuteAnswer>
  Leave(): Promise<void>
  Negotiate(offer: Offer): Promise<OfferAnswer>
  RenewRelay(): Promise<RelayAnswer>
  ReportCall(report: CallReport): Promise<void>
  ResumeMedia(): Promise<boolean>
  SetSources(sources: SourcesRequest): Promise<void>
  SetView(pictures: WantedPicture[]): Promise<void>
}

export interface RoomEvents {
  Events(batch: EventBatch): void
  Momentary(message: Momentary): void
}

