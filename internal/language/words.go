package language

// The word lists are what the reader knows of English. A word stands in its
// base form (verbs in the infinitive, nouns in the singular, American -ize);
// inflect.go finds it from the others. A word may stand in several lists: what
// it is in a sentence is weighed with everything else that the sentence says.

// A verbClass groups verbs by what doing them says about a key result.
type verbClass uint8

const (
	noVerb     verbClass = iota
	vDeliver             // bring a thing to those who use it
	vMake                // bring a thing into being
	vWrite               // bring a text into being
	vChange              // alter a thing of one's own
	vFix                 // put right, clean up
	vRemove              // take a thing of one's own away
	vArrange             // hold an event, run an activity, put in place
	vResearch            // find out
	vDecide              // settle, define, plan
	vHire                // take people on
	vTrain               // teach people
	vAttend              // be there
	vTell                // say, show, send
	vFinish              // get one's own work done
	vLearn               // learn oneself
	vProvide             // give others a thing or a possibility
	vPartner             // enter into ties with others
	vProcess             // work through items by routine
	vTrade               // buy, order, fund
	vUp                  // make more of it
	vDown                // make less of it
	vMultiply            // double, halve: an exact change without a digit
	vShift               // change to an unsaid direction: "bring", "move", "push"
	vImprove             // make it better, without a measure
	vReach               // get to a level
	vGain                // get from others
	vHold                // stay at a level
	vEliminate           // bring to none
	vEnsure              // see that something is so
	vBe                  // be, stand, remain
	vHave                // have, own, possess
	vModal               // can, may, able
	vUse                 // what users, customers and others do
	vBecome              // turn into
	vInspire             // move hearts: delight, empower, foster
	vBegin               // begin, continue
	vTake                // light verbs: take, do, get, put, give
	verbClasses
)

// A nounClass groups nouns by what counting or naming them says.
type nounClass uint8

const (
	noNoun     nounClass = iota
	nRate                // a share of something
	nMoney               // money that comes in or goes out
	nSpeed               // how long something takes
	nEvent               // what others do, counted: downloads, orders, visits
	nScore               // opinion as a number
	nFault               // what should not happen
	nPerf                // a property of a system or process, measured
	nLevel               // words for the amount of anything: level, number, volume
	nAudience            // those served
	nStaff               // those who do the work
	nArtefact            // a thing the team makes
	nText                // a text the team writes
	nActivity            // what a team does or holds, counted
	nPlan                // plan, process, policy
	nSystem              // software, machines and their parts
	nWork                // pieces of work: task, project, milestone
	nPlace               // branches, rooms, regions
	nQuality             // a good that is felt, not counted
	nTime                // units of time
	nDate                // names of times: quarter, January
	nUnit                // other units
	nPart                // portion words: half, third, dozen
	nBusiness            // accounts, partners, companies, deals
	nCommodity           // goods, parcels, meals: what a business handles
	nChange              // change as a noun: increase, reduction, growth
	nDelivery            // delivery as a noun: launch, migration, rollout
	nThing               // any other thing that one can point at
	nField               // fields of knowledge, work and life
	nAgent               // persons known by the ending alone: "beekeepers"
	nAbstract            // ideas known by the ending alone: "readership"
	nounClasses
)

// An otherClass groups the remaining words.
type otherClass uint8

const (
	noOther     otherClass = iota
	oDeterminer            // the, a, our, this
	oOwn                   // we, our, us, my
	oPreposition
	oConjunction
	oAll     // all, every, each, everyone
	oNone    // no, zero, none, never, without
	oVague   // most, many, several, significantly
	oMore    // comparatives without a measure: better, faster, more
	oGood    // words of praise: excellent, seamless, world-class
	oNew     // new, updated, first, automated: a property of a deliverable
	oDone    // live, available, ready, in place, done
	oLeast   // at least, minimum, over
	oAdverb  // fills without changing the sense
	oNumber  // number words: two, dozen
	oExact   // flat, double, half: exact without a digit
	oPronoun // he, they, who, it
	oMeasure // average, median, mean, total, weekly: introduces a metric
	oTime    // daily, weekly, every day
	oPlain   // adjectives that say nothing of quality
	otherClasses
)

var verbWords = [verbClasses]string{
	// Verbs for bringing a finished thing to those who use it, or putting it into service.
	vDeliver: `deliver launch relaunch release ship deploy introduce implement install rollout open reopen commission unveil debut premiere
	activate enable publish post upload distribute hand issue supply fit equip furnish station stand establish erect inaugurate productionize productionise
	instal operationalize adopt apply enact enforce provision serve merge backport submit embed insert incorporate integrate plug hook mount
	place lay plant sow print mail dispatch stage expose onboard transfer hang broadcast air stream list register file lodge offload
	backfill ingest import deposit circulate ratchet ring scatter pave rehome relay ground`,
	// Verbs for bringing a thing into being.
	vMake: `build create develop design make produce prepare construct code program prototype model assemble compose craft generate invent devise
	form manufacture engineer architect sketch mock draw paint knit sew weave cook brew bake forge cast mold mould render animate
	configure script implement wire compile curate compute set setup found initiate formulate conceive establish
	record film shoot edit mix photograph scan digitize digitise transcribe package bundle containerize containerise dockerize virtualize
	program bootstrap scaffold spin model simulate label annotate tag catalog catalogue index map chart tabulate populate
	bash paste stitch sculpt coat solder plough bend vet`,
	// Verbs for bringing a text, picture or plan into being.
	vWrite: `write draft document author rewrite outline describe summarize summarise pen note log minute compile translate localize localise proofread
	blog sketch specify spec detail sum script caption
	inscribe cosign jot recount`,
	// Verbs for altering what one already has.
	vChange: `migrate refactor replace upgrade update convert move port rework redesign restructure reorganize reorganise rebuild reimplement redo
	modernize modernise revamp restyle refresh renovate refurbish remodel remake overhaul rebrand rename relocate rearrange redefine revise
	extend expand add integrate automate switch swap change modify adapt adjust adapt amend alter customize customise parametrize
	consolidate merge unify harmonize harmonise standardize standardise centralize centralise decentralize split separate decouple modularize
	transition transform cut-over rewire repaint recoat resurface retrofit retool recast reformat reshape downsize resize rightsize tune
	enlarge widen broaden broaden deepen complement supplement enrich augment wrap hook connect link attach tie bind couple sync synchronize
	externalize internalize extract factor isolate harden secure encrypt lock protect seal insulate calibrate align rotate renew refit reuse recycle
	digitalize digitalise electrify outsource insource promote open-source batch parallelize cache vectorize generalize simplify restore revive
	pedestrianize pedestrianise shade anonymize anonymise pseudonymize vacuum rack detach mute divide resit rerail combine import export invert untangle
	palletize palletise throttle transplant re-home rezone`,
	// Verbs for putting right what is wrong or untidy.
	vFix: `fix repair patch mend correct resolve clean clear tidy debug rectify remedy address solve troubleshoot unblock sort sweep declutter
	drain maintain service polish restore rescue triage groom prune
	purge scrub wipe desludge untangle dredge descale reset unclog flush`,
	// Verbs for taking away what is one's own.
	vRemove: `remove delete retire deprecate decommission drop sunset discontinue disable withdraw dismantle scrap uninstall demolish
	archive unpublish shut turn-off dispose discard disband deactivate offboard freeze scuttle
	divest revoke waive purge pause shred detach mute axe eject evict excise expunge quarantine shelve`,
	// Verbs for holding events, running activities and putting arrangements in place.
	vArrange: `organize organise host hold run conduct arrange schedule plan coordinate stage operate perform execute carry administer
	manage lead facilitate moderate chair convene set institute instigate start kick pilot trial do undertake exercise rehearse drill
	celebrate sponsor orchestrate staff man practice practise roster rota assign allocate deploy dedicate mandate apply
	institutionalize formalize formalise implement oversee supervise handle prioritize prioritise
	huddle rally race`,
	// Verbs for finding out.
	vResearch: `research investigate explore analyze analyse evaluate study identify review survey interview measure test assess audit
	examine inspect check benchmark compare discover find diagnose map collect gather monitor track observe validate verify prove
	probe scan screen scout profile experiment understand determine clarify inventory quantify estimate forecast model
	trace compile capture count record poll consult scope sample look search query watch visualize visualise size demonstrate weigh
	brainstorm ideate reflect consider try attempt pen-test pentest rate
	predict fuzz poke crawl scrape phish challenge parse x-ray assay soak transect sight playtest backtest`,
	// Verbs for settling, defining and planning.
	vDecide: `define agree decide choose select specify settle determine propose approve ratify sign finalize finalise nail confirm plan
	formulate articulate shape prioritize rank set fix adopt pick nominate name designate assign allocate budget scope frame
	appoint elect vote endorse authorize authorise pass negotiate renegotiate resolve commit align clarify spell codify document outline
	earmark enshrine shortlist prescribe stipulate concede waive entrust decree`,
	// Verbs for taking people on.
	vHire: `hire recruit appoint employ onboard induct fill staff headhunt source engage contract enlist recruit assign re-hire rehire
	poach`,
	// Verbs for teaching.
	vTrain: `train teach coach mentor educate instruct upskill reskill certify brief tutor qualify drill sensitize sensitise familiarize
	coach school advise lecture cross-train accompany
	vaccinate immunize retrain`,
	// Verbs for being there.
	vAttend: `attend participate join visit speak meet appear partake travel go exhibit compete shadow volunteer
	race regatta`,
	// Verbs for saying, showing and sending.
	vTell: `communicate share present talk announce send email call contact tell inform demo demonstrate showcase explain report
	discuss promote advertise publicize publicise market tweet message phone pitch propose advocate campaign canvass exchange ask request invite
	show display exhibit evangelize evangelise newsletter answer reply respond remind notify alert warn poll engage liaise
	champion explain highlight feature
	counsel direct persuade convince befriend thank greet acknowledge reprimand attest testify declare circulate brag relay petition shout`,
	// Verbs for getting one's own work done.
	vFinish: `finish complete finalize finalise conclude accomplish close wrap execute fulfill fulfil achieve end round pass clear settle
	process burn deliver work tick check done submit`,
	// Verbs for learning oneself.
	vLearn: `learn study read practice practise memorize memorise revise master exercise meditate journal rehearse acquire
	familiarize sit pass take enrol enroll quit swim run jog walk cycle watch
	resit cram skim`,
	// Verbs for giving others a thing, a possibility or help.
	vProvide: `provide offer supply support enable allow help give let permit assist grant facilitate make expose furnish guide aid
	accompany equip empower cater back host lend loan serve donate award reward include contain feature
	shelter entrust defend vaccinate dispense subsidize subsidise gift counsel backstop reimburse compensate`,
	// Verbs for entering into ties.
	vPartner: `partner team collaborate cooperate contract ally affiliate sign subscribe involve engage connect link network
	liaise close source subcontract license licence join twin enter unite merge`,
	// Verbs for working through items by routine.
	vProcess: `process handle review approve reject screen inspect grade mark check verify moderate stock count reconcile file sort
	pack label tag enter book log ship dispatch deliver order treat perform conduct maintain discharge refuse
	vaccinate dispense inoculate unload stow slaughter clear-up parse stocktake`,
	// Verbs for buying and paying.
	vTrade: `buy purchase order procure fund finance invest pay acquire lease rent sell spend apply allocate budget bid tender source obtain
	divest import export auction barter`,
	// Verbs for making more.
	vUp: `increase raise grow boost lift lengthen prolong multiply climb rise maximize maximise scale
	up uplift upsurge accelerate speed step surge advance elevate escalate amplify magnify swell hike heighten intensify
	upsell double-down`,
	// Verbs for making less.
	vDown: `reduce decrease lower cut shorten shrink trim lessen minimize minimise drop decline fall curb slash diminish slim halve
	save narrow curtail limit cap contain dampen ease deflate squeeze compress down slow cheapen tighten relieve mitigate alleviate
	bring-down lighten contract slim deplete depress crunch whittle restrict
	dim lose defuse deflect tame quieten shave bypass throttle shed`,
	// Verbs that are an exact change without a digit.
	vMultiply: `double triple treble quadruple quintuple halve redouble`,
	// Verbs of movement whose direction the numbers tell.
	vShift: `bring move push shift drive take get carry turn steer nudge pull haul advance progress tip swing`,
	// Verbs for making better without saying how one would see it.
	vImprove: `improve enhance optimize optimise strengthen sharpen streamline better refine polish simplify perfect smooth ease
	clarify facilitate consolidate solidify stabilize stabilise reinforce fortify modernize professionalize rationalize hone perfect
	further uplift accelerate speed amend cleanup beautify rejuvenate revitalize revitalise invigorate stimulate promote bolster
	facilitate advance deepen broaden cement shore harden quicken rethink reimagine reinvent renew elevate cultivate
	harmonize balance mature tighten freshen fine-tune
	tame untangle brighten humanize sweeten heal smarten diversify`,
	// Verbs for getting to a level.
	vReach: `reach achieve attain hit meet exceed surpass score beat top touch get arrive pass rank place finish qualify
	outperform total average make land realize realise fulfil fulfill satisfy become outpace overtake sustain rate record break post clock
	crack outsell clinch notch regain rival catch outscore lose`,
	// Verbs for getting from others.
	vGain: `gain earn win attract draw receive generate collect acquire obtain secure sell garner raise get amass accumulate bring gather capture
	onboard sign convert enrol enroll enlist close book welcome retain recover source count register log see achieve fetch net gross
	land solicit pull harvest yield feed claim rake
	regain convince clinch catch befriend persuade poach upsell fundraise`,
	// Verbs for staying at a level.
	vHold: `maintain keep stay hold remain sustain preserve retain uphold stick continue persist conserve safeguard
	defend withstand endure honor honour`,
	// Verbs for bringing to none.
	vEliminate: `eliminate eradicate prevent avoid stop end abolish banish zero rid erase cease prohibit ban block
	axe outlaw bury forbid combat`,
	// Verbs for seeing that something is so.
	vEnsure: `ensure guarantee assure make see secure verify insure certify`,
	vBe:     `be stand lie sit look seem feel sound appear remain stay exist work run function operate perform act behave fit suit live`,
	vHave:   `have own possess hold contain include comprise feature carry lack bear boast get need require cover span`,
	vModal:  `can could may might should must will would shall able`,
	// What users, customers, patients, machines and others do; when they do it, it is a result.
	vUse: `use buy adopt recommend rate return visit download install subscribe register sign log complete open click view watch listen read
	order book reserve renew upgrade pay donate give refer share follow like comment contribute participate join attend enrol enroll
	choose prefer pick trust love enjoy know understand recall name say report agree find feel describe consider believe
	rely depend wait leave come stay remain drop churn cancel complain convert engage apply vote play stream rent borrow lend
	browse search scan answer respond reply pass graduate survive recover sleep work start finish reach go do see take switch stop
	spend purchase shop travel ride commute eat drink call write tweet cite mention link award select integrate build run deploy
	load respond handle process sustain survive hold cope last fail crash succeed happen occur arrive depart answer resolve detect
	get receive earn save need require turn perform opt try test revisit confirm endorse nominate claim book feed discover grasp
	belong deserve consume forget regret predict skip pause lose smile laugh cheat guess think want wish appreciate dread fear retry waive resit brag rave
	sing breathe unsubscribe downgrade redeem bypass swipe stare wear lapse defer accept expire trigger rebook reorder overrun emit flow drift ignore
	catch smell taste unbox hurt breastfeed birth exit drip hallucinate time-out abandon`,
	vBecome: `become turn grow evolve establish position get make transform emerge`,
	// Verbs that move hearts or set a direction; common in objectives.
	vInspire: `delight empower foster nurture inspire love enable excite wow amaze champion cultivate encourage engage motivate energize energise
	thrive flourish enjoy celebrate lead dominate conquer win embrace enrich shine live unlock unleash ignite spark build care cherish
	connect unite transform revolutionize redefine democratize pioneer innovate excel prosper own master protect safeguard secure preserve respect
	serve earn deepen rekindle reignite reassure please satisfy captivate enthrall enthuse welcome involve include attract retain
	understand know believe trust grow help support overcome confront tackle survive escape free liberate restore reconnect stir
	prove confirm anticipate listen demystify focus concentrate dare dream build lower stop kill raise put gather turn prepare lay champion fight
	crack tame combat befriend persuade convince heal defend thank belong matter breathe dignify rally brighten ace reclaim think sing smile fear slay
	untangle bend redraw bet stretch dazzle charm wake anchor`,
	vBegin: `begin start continue resume commence proceed keep initiate launch kick restart keep
	pause`,
	vTake: `take do get put give bring make go come let have set hand pull throw pay`,
}

// phrasalVerbs are verbs with a particle or a noun that mean another thing than the verb alone.
var phrasalVerbs = map[string]verbClass{
	"set up": vArrange, "put up": vMake, "put on": vArrange, "put out": vWrite, "put together": vMake, "put into": vDeliver, "put in": vDeliver, "put online": vDeliver,
	"roll out": vDeliver, "rolled out": vDeliver, "go live": vDeliver, "went live": vDeliver, "goes live": vDeliver, "stand up": vMake, "spin up": vMake,
	"carry out": vArrange, "carry through": vFinish, "team up": vPartner, "draw up": vWrite, "write up": vWrite, "write down": vWrite, "sum up": vWrite,
	"hand out": vDeliver, "hand over": vDeliver, "bring down": vDown, "bring in": vGain, "bring up": vUp, "bring back": vInspire, "bring about": vInspire, "bring forward": vDeliver,
	"get to": vReach, "get rid": vEliminate, "get into": vReach, "get down": vDown, "get up": vUp, "get from": vShift, "get back": vUse, "get better": vImprove,
	"make sure": vEnsure, "make certain": vEnsure, "see that": vEnsure, "see to": vEnsure, "make it": vReach, "make possible": vProvide, "make available": vDeliver,
	"sign up": vGain, "sign off": vDecide, "sign on": vPartner, "switch on": vDeliver, "switch off": vRemove, "switch to": vChange, "switch over": vChange, "switch from": vChange,
	"turn on": vDeliver, "turn off": vRemove, "turn into": vBecome, "take part": vAttend, "take stock": vProcess, "take on": vHire, "take over": vChange, "take care": vFix, "take down": vRemove,
	"lay down": vDecide, "lay out": vMake, "lay groundwork": vMake, "work out": vDecide, "work on": vFix, "work with": vPartner, "work through": vFinish, "wrap up": vFinish, "act on": vFix, "close out": vFinish,
	"follow up": vTell, "reach out": vTell, "talk to": vTell, "talk with": vTell, "talk about": vTell, "speak at": vAttend, "speak to": vTell, "speak with": vTell, "look into": vResearch, "find out": vResearch, "look at": vResearch,
	"try out": vResearch, "try on": vResearch, "cut down": vDown, "scale down": vDown, "scale up": vUp, "speed up": vImprove, "step up": vImprove, "ramp up": vImprove,
	"clean up": vFix, "tidy up": vFix, "clear up": vFix, "clear out": vFix, "phase out": vRemove, "shut down": vRemove, "turn down": vDown, "throw out": vRemove,
	"kick off": vArrange, "start up": vArrange, "start to": vBegin, "open up": vDeliver, "open source": vDeliver, "build up": vMake, "build out": vMake, "flesh out": vWrite, "fill in": vWrite, "fill out": vWrite,
	"move to": vChange, "move from": vChange, "move over": vChange, "move onto": vChange, "go through": vProcess, "go to": vAttend, "cope with": vHold, "deal with": vFix, "keep up": vHold, "keep going": vHold,
	"bring to": vShift, "come up": vMake, "end up": vReach, "pass on": vTell, "point out": vTell, "give out": vDeliver, "give up": vRemove, "opt in": vUse, "drop out": vUse, "sign in": vUse, "log in": vUse, "check in": vUse,
	"help with": vProvide, "cater for": vProvide, "allow for": vProvide, "provide for": vProvide, "stay at": vHold, "stay below": vHold, "stay under": vHold, "keep below": vHold,
	"lead to": vReach, "result in": vReach, "lift to": vUp, "close down": vRemove, "pilot with": vResearch, "sit in": vAttend, "sit on": vAttend, "note down": vWrite, "send out": vTell,
}

var nounWords = [nounClasses]string{
	// Nouns for a share of something; a number with them is a level, not a count of work.
	nRate: `rate share percentage percent proportion ratio fraction quota portion split conversion retention churn attrition turnover-rate margin
	adoption uptake take-up penetration utilization utilisation occupancy participation attendance adherence compliance coverage likelihood probability
	abandonment bounce ctr cvr win-rate fill yield return stickiness engagement absenteeism prevalence incidence availability punctuality
	reply opt-in opt-out dropout no-show attach recall precision correctness completeness
	ndcg quorum pass-through concordance fill-rate stock-out overrun deflection recidivism gearing`,
	// Nouns for money.
	nMoney: `revenue turnover sales sale income profit cost expense spend spending budget price fee bill earnings mrr arr gmv ebitda ebit aov arpu ltv clv cac cpa cpc cpl cpm roi roas
	nrr grr dso cash cashflow debt donation funding investment overhead margin salary wage rent saving surplus deficit loss premium takings basket subsidy grant
	capex opex tco revpar royalty commission bookings invoice pipeline money fund gmv acv tcv burn runway liquidity reserve dividend tax value
	payout vat arrears stipend bonus deposit rebate fundraise discount prize bounty freight payslip goodwill fare tuition treasury dunning bursary
	scholarship alimony handout receivable payable`,
	// Nouns for how long something takes.
	nSpeed: `time latency duration delay lag wait lead cycle turnaround age mttr mtbf mttd ttfb lcp fcp tti runtime downtime uptime response hour-time
	waiting queue backlog overtime dwell loading speed pace velocity cadence frequency lifetime lifespan span period gap interval tenure length stay
	changeover slowdown trir saidi rtt inp tbt fid cls ttl rto rpo`,
	// What others do, as things to count.
	nEvent: `download visit visitor session stream play listen view pageview impression click order booking reservation registration signup sign-up subscription
	purchase install installation citation mention share referral recommendation review star fork contribution pull enrolment enrollment application
	applicant submission response reply comment vote like follower subscriber lead opportunity trial renewal redemption checkout call-in scan login
	log-in search query request transaction trip ride journey stay footfall traffic visit hit play attendee turnout attendance dau wau mau
	usage use activation conversion repeat return conversation chat enquiry inquiry inquiry call ticket ping tip sale rental check-in reader viewer listener
	quote write-up backlink link endorsement testimonial article-mention win bid offer loan print pledge upvote mau goal point medal save
	sighting pickup pick-up outflow inflow unsubscribe birth catch victory honour honor accolade entry retry payback installs forks lookup swipe prize
	repeat-visit rebooking petition signature vaccination`,
	// Opinions as numbers.
	nScore: `nps enps csat ces score rating satisfaction sentiment index grade mark star osat happiness-score favorability favourability approval sus hcahps
	pulse benchmark goodwill-score popularity
	opinion goodwill quartile devsat`,
	// What should not happen.
	nFault: `defect error incident complaint accident bug failure outage crash fault breach leak fraud injury infection mistake violation vulnerability
	escalation refund return chargeback cancellation dispute interruption breakdown stoppage scrap waste spoilage damage reject rejection rework
	miss drop-out drop-off dropout no-show backlog downtime alarm alert alarm false-alarm false-positive false-negative regression hotfix rollback
	loss theft shrinkage absence emission collision delay lateness disruption regressions duplicate typo spill fall death mortality readmission relapse
	warning emergency claim exception timeouts timeout flake flakiness bottleneck pain blocker conflict risk
	threat brownout blackout potholes pothole stockout mispick surprise drama chaos crime error-rate trap silo toil slowdown nonconformity burnout residue
	fear bribery lockout crisis detour spam phish ransomware malware attack hack stutter jank desync cheat bite sting disease mastitis rot overdose
	suicide poverty hunger vandalism deforestation eviction casualty fatality near-miss overrun late-fee misconduct strain confusion frustration rage
	shortfall shortage misdiagnosis mislabel misroute`,
	// A property of a system or a process that one measures.
	nPerf: `throughput accuracy precision recall f1 uptime availability coverage capacity performance bandwidth efficiency yield oee otif output productivity
	utilization consumption usage load memory cpu size weight energy power emissions footprint temperature pressure quality-score sensitivity specificity
	mape rmse mae auc bleu hit-rate hitrate signal range lifetime durability strength speed slo sla sli lighthouse reliability
	fps score density resolution noise vitals co2 carbon water fuel electricity stock inventory turns level fidelity attendance visibility-score reach awareness
	scalability traceability nps interoperability membership headcount
	bitrate nitrogen nitrate moisture vibration humidity ph rh torque ttl radiation salinity turbidity biomass humus erosion elasticity drift voltage flow
	rainfall heating height depth mass lifecycle telemetry freshness readability searchability redundancy bus-factor cushion headroom mobility`,
	// Words for the amount of anything.
	nLevel: `level number amount volume count quantity total sum average mean median figure value rank ranking position percentile degree extent size target
	baseline minimum maximum quarter-on-quarter kpi metric indicator result goal threshold limit
	tier quartile norm base bracket`,
	// Those whom the work is for.
	nAudience: `user customer client patient visitor guest reader viewer listener subscriber member player student pupil learner shopper buyer consumer tenant
	resident citizen traveler traveller passenger commuter rider driver parent family household donor supporter fan audience contributor
	developer maintainer merchant seller vendor supplier farmer grower beekeeper voter taxpayer neighbor neighbour people person public community men women children people nobody clientele readership audience
	borrower lender investor policyholder holder partner stakeholder participant attendee delegate candidate applicant lodger diner eater hiker skier
	athlete competitor child kid adult youth teenager senior pensioner woman man girl boy newcomer beginner adopter tester advocate
	ambassador influencer journalist press hiker landlord exhibitor shipper mother baby inmate victim refugee donor giver lead prospect
	account cardholder account-holder gardener dog-owner owner operator lecturer musician singer player artist scientist juror dispatcher editor
	freelancer recruiter jobseeker graduate alumnus alumni trainee apprentice soldier veteran believer parishioner viewer caller walker cyclist motorist
	everyone everybody anyone nobody recipient beneficiary claimant defendant respondent
	peer self enemy friend folk smallholder employer newborn grandparent grandchild cohort patron survivor swimmer gamer faculty queen union villager
	islander settler migrant asylum-seeker rough-sleeper carer caregiver dependant breastfeeder sufferer smoker drinker addict stranger rival dealer
	franchisee streamer speedrunner modder plugin-author packager downstream self-hoster troop cub brownie saver renter flatmate roommate tourist hotelier
	caravanner camper angler birder crofter shepherd forager returnee leaver mentee tutee godparent guardian whistleblower regulator minister councillor
	mayor elector constituent ratepayer bidder subcontractor courier haulier sailor rower oarsman coxswain referee umpire spectator season-ticket-holder
	chorister soprano alto tenor bass pilgrim congregant worshipper`,
	// Those who do the work; with "hire" they are taken on.
	nStaff: `engineer employee colleague staff team crew squad department manager leader lead director head officer nurse doctor midwife physician surgeon
	teacher tutor instructor professor clerk assistant secretary accountant analyst designer architect technician mechanic electrician carpenter
	plumber cook chef waiter barista baker cleaner guard warden steward ranger pilot captain coach trainer mentor therapist physio lawyer attorney
	paralegal judge caretaker agent advisor adviser consultant executive president chair board intern trainee apprentice volunteer
	worker foreman supervisor coordinator controller planner buyer seller salesperson rep representative recruiter editor writer reporter
	author researcher scientist postdoc librarian archivist curator translator employee personnel workforce headcount contractor freelancer
	specialist expert professional practitioner generalist champion owner admin administrator programmer coder tester devops sre pm cto ceo cfo
	hire starter joiner recruit newcomer leadership management hr it governance we associate fellow dispatcher canvasser lifeguard driver organizer
	deputy buddy counsel ministry union brigade registrar sister matron porter paramedic ambulance-crew radiographer sonographer dietitian pharmacist
	dentist hygienist vet optician keeper conservator restorer verger sexton bellringer conductor cox helmsman skipper bosun deckhand stevedore welder
	fitter plasterer bricklayer roofer tiler scaffolder groundworker glazier machinist toolmaker millwright picker packer forklift-driver scheduler
	expediter merchandiser cashier shopkeeper bartender sommelier housekeeper concierge bellboy croupier caseworker social-worker probation-officer
	magistrate bailiff solicitor barrister notary shop-steward secretariat headteacher bursar governor groundsman juniors seniors postgraduate undergrad
	founder cofounder co-founder moderator committer reviewer triager`,
	// Things that a team makes and ships.
	nArtefact: `app application website site page homepage portal dashboard tool feature product prototype mvp poc demo release version build module component
	library package plugin add-on extension widget screen button form template theme layout design mockup wireframe icon logo banner poster
	brochure leaflet flyer signage sign video film clip podcast episode series course curriculum lesson quiz kit toolkit set box pilot
	model algorithm bot chatbot assistant api sdk cli endpoint interface gui ui integration connector adapter driver parser wrapper client server
	database warehouse repository repo catalog catalogue index archive collection exhibition exhibit mural painting sculpture song album track
	recipe menu dish uniform kiosk booth stall stand display board panel shelf bench machine robot device sensor tablet gadget scanner printer
	machine tractor van bus car truck vehicle ship boat turbine plant facility building room hall lab laboratory studio garden park playground
	street road lane track line bridge station terminal depot garage shop store branch office clinic school library museum centre center hub
	platform system network infrastructure environment pipeline backend frontend service microservice cluster function flag toggle mode option setting
	filter search checkout cart wizard onboarding login sso mfa authentication encryption backup cache queue job script test suite harness ci cd
	environment sandbox certificate badge card key ticket voucher coupon newsletter magazine edition blueprint map proof mock-up beta alpha preview
	replica bulletin calendar timetable schedule roster rota stock tree hedge crop machine tooling simulator converter calculator generator editor viewer
	patch fix upgrade hotfix bundle container image workflow notification reminder prompt message popup tooltip tutorial walkthrough faq
	phishing barcode canteen payload helpline hotline gym cafe café intranet desktop paywall helpdesk registry arcade showroom storeroom footpath manifest
	tarball crib rack locker bollard stairs shelter weir polytunnel paddock coop nestbox bird-box terrace patio larder cellar observatory planetarium
	cookie metadata linter formatter codemod fuzzer codec codebook debugger interpreter allocator scheduler loop daemon cron config mainframe backbone
	lookup cdn mesh ingress balancer middleware keycard passkey passport lunch breakfast hackspace makerspace workspace thermostat chatroom subreddit
	blogpost podcast-episode devlog screencast reel teaser jingle anthem medley mixtape digest zine stocktake scorecard heatmap matrix canvas persona
	storyboard rulebook lookbook style-guide battlecard pitch-deck one-pager datasheet teardown explainer primer cheatsheet boilerplate quickstart snippet
	stub testbed emulator digital-twin gearbox joist conveyor palletiser palletizer robot-cell cobot jig stencil reticle die fab cleanroom incubator
	reactor digester wetland windbreak hedgerow coppice borehole cistern rainwater-tank solar-array inverter wallbox siding viaduct underpass cycleway
	footbridge jetty pontoon slipway boathouse clubhouse pavilion grandstand floodlight scoreboard`,
	// Texts that a team writes.
	nText: `report document documentation docs guide guideline handbook manual article post blog column paper chapter book booklet whitepaper story tutorial
	essay memo note brief briefing summary review draft outline proposal plan specification spec rfc adr readme changelog wiki page faq
	checklist letter email newsletter press-release press statement contract agreement policy rule regulation bylaw charter standard protocol procedure
	playbook runbook cookbook recipe template presentation slide deck talk abstract thesis dissertation case study survey questionnaire
	transcript script translation content copy caption announcement advert ad job-description record log minute minutes register
	definition glossary taxonomy inventory list overview diagram chart budget forecast estimate business-case tender bid application
	certification certificate licence license patent interpretation figures account scheme curriculum syllabus notice questionnaire sheet card
	advisory statute entry diary digest prospectus exam appendix annex preprint mortem nda dpia dpa mou sbom masterplan directive codicil affidavit
	memorandum worksheet homework coursework prescription testimony wording keyword subtitle synopsis libretto opinion rfp rfi rfq msa pep manifesto
	petition declaration circular communiqué faqs docstring man-page errata obituary eulogy sermon liturgy hymn psalm poem haiku limerick`,
	// What a team does or holds, counted by itself.
	nActivity: `interview workshop training meeting session event webinar seminar conference meetup hackathon sprint retro retrospective standup offsite off-site
	course class lecture lesson exercise drill demo presentation talk briefing visit call appointment consultation hearing audit inspection check
	survey poll experiment trial pilot campaign tour walk evening day gala dinner party picnic barbecue festival fair show exhibition concert rehearsal
	competition tournament match game excursion trip visit assembly gathering panel roundtable webcast livestream review assessment evaluation
	hire appointment onboarding induction orientation refresher 1:1 one-on-one conversation dialog dialogue discussion debate negotiation focus-group
	screening test study analysis research benchmark spike investigation exploration discovery post-mortem postmortem ceremony clinic drive
	mailing push shift patrol outreach collaboration partnership cooperation coaching mentoring counselling swap open-day
	huddle phishing exam regatta marathon congress homework assay qbr tabletop tasting smoke-test fire-drill playtest bug-bash hack-day game-day gameday
	dojo kata kaizen gemba stand-up away-day kickoff town-hall all-hands fishbowl taster-session coffee-morning bake-sale fete bazaar parade vigil
	pilgrimage procession mass recital gig matinee residency masterclass bootcamp summer-school internship placement secondment apprenticeship sabbatical
	twinning walkaround walkround ward-round vaccination immunization immunisation check-up checkup biopsy ama open-house site-visit ride-along shadowing
	census simulation wargame penetration-test red-team purple-team fuzzing profiling cupping sampling soil-test core-sample transect litter-pick clean-up
	planting shearing milking cull ringing tagging dive expedition excavation dig outing battle challenge jam`,
	// Plans, processes and rules.
	nPlan: `plan strategy roadmap process procedure policy framework guideline standard concept scheme program programme initiative structure model
	methodology method approach routine workflow practice system mechanism pipeline governance vision mission agenda schedule timeline
	architecture design organization organisation committee unit department role post position function forum council working-group taskforce
	budget agreement contract rule measure mechanism habit ritual foundation basis groundwork requirement criterion criteria metric kpi goal okr
	indicator target baseline pool programme playbook blueprint protocol ladder band backlog cadence channel means way path
	masterplan principle rulebook flow statute status base norm guard-rail guardrail succession rotation escalation-path pathway contingency fallback`,
	// Software, machines and their parts: the subject of statements about behaviour.
	nSystem: `software hardware firmware application service api server database cluster node replica machine engine kernel compiler parser driver
	system platform network infrastructure code codebase monolith repository stack tenant instance queue cache index query schema table field
	page endpoint request job process thread build pipeline deployment backup log trace metric alert monitor sensor device robot line
	pump valve turbine boiler heater freezer scanner printer gateway router switch camera display screen battery supply laptop tablet phone
	datacentre mainframe crm cms erp wms lms mes scada plc infra internet desktop netcode registry mesh payroll-system pos till-system edi`,
	// Pieces of work.
	nWork: `task project milestone phase step action item story epic issue ticket backlog deliverable initiative activity assignment job work todo to-do requirement
	use-case objective commitment order change improvement enhancement fix upgrade migration refactoring rework move effort phase stage sprint iteration
	quick-win bug lint vulnerability candidate topic theme idea suggestion finding recommendation measure
	toil homework chore errand stint endeavour endeavor workstream`,
	// Places and units of an organisation.
	nPlace: `branch store shop site location office region country market city town village district borough county state school ward clinic hospital lab
	plant factory hall warehouse depot campus station stop airport port field farm garden park plot hectare building floor room kitchen restaurant
	hotel cell route street unit department division territory area zone continent world parish precinct court club pool
	library museum gallery venue stadium studio
	terrace showroom shipyard brewery dairy mill quarry bakery canteen cellar slope square church chapel diocese college kindergarten nursery creche
	prison barracks ministry town-hall canton municipality province prefecture constituency coastline estuary wetland ocean neighbourhood baltic latam
	apac emea dach benelux iberia scandinavia abroad underground`,
	// A good that is felt rather than counted.
	nQuality: `quality culture awareness trust experience efficiency effectiveness communication collaboration transparency visibility knowledge understanding skill
	capability competence competency expertise ability happiness morale mood motivation wellbeing well-being health safety security privacy stability
	reliability resilience robustness scalability maintainability usability accessibility flexibility agility simplicity clarity consistency
	confidence loyalty satisfaction engagement relationship bond tie cooperation teamwork spirit atmosphere climate comfort convenience ease
	reputation brand image profile presence voice influence impact value excellence leadership ownership accountability responsibility discipline
	focus alignment purpose direction innovation creativity growth success performance productivity speed quality hygiene order sustainability
	diversity inclusion equity belonging community friendship harmony balance peace joy fun pride passion love care support environment
	condition foundation workplace credibility authority expertise appeal beauty comfort pleasure freedom independence autonomy future life
	potential readiness maturity governance competitiveness standing service interest participation involvement solvency prosperity
	acceptance appreciation recognition dignity respect bureaucracy complexity debt friction burden workload stress hassle pain paperwork load effort clutter
	operation know-how insight profitability advantage lead hospitality dependability traceability acceptance
	choice goodwill honesty soul wonder curiosity rigor rigour grit momentum foothold identity heritage continuity mindset sovereignty vitality mastery
	craftsmanship fairness equality humanity hope meaning elegance rhythm sanity`,
	// Units of time.
	nTime: `second minute hour day week month year weekday weekend fortnight night decade sec min hr ms s h d millisecond microsecond mins hrs secs semester shift
	afternoon morning midnight lunchtime timezone nanosecond trimester century wk yr`,
	// Names of times.
	nDate: `quarter january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
	spring summer autumn fall winter season term semester easter christmas deadline monday tuesday wednesday thursday friday saturday sunday
	h1 h2 q1 q2 q3 q4 fy eoy eoq today tomorrow midyear year-end half-year quarter-end today week sprint holiday harvest`,
	// Other units.
	nUnit: `point star pp kg kilogram gram g ton tonne kilometer kilometre km meter metre mile cm mm liter litre gallon hectare acre degree watt kw kwh mw gwh
	byte kb mb gb tb pb bit pixel rps qps tps rpm hz dollar euro pound eur usd gbp cent penny franc yen rupee krona crown piece unit copy copies
	click-step star times fold x stars level goal mark percentile decibel db calorie page word line commit mg ml t lb ounce oz ppm
	hectolitre hectoliter pint megabyte gigabyte terabyte petabyte knot nautical-mile lumen lux pascal bar newton joule kilowatt megawatt kilowatt-hour
	furlong yard ft celsius kelvin mole`,
	// Portion words.
	nPart: `half third quarter fifth tenth dozen majority minority hundred thousand million pair couple score
	slice sixth eighth`,
	// Businesses and ties with them.
	nBusiness: `account partner partnership company firm enterprise business organization organisation agency institution university contract deal logo reseller
	distributor brand competitor sponsor co-op cooperative startup sme bank insurer carrier retailer wholesaler airline publisher broker investor
	newspaper magazine outlet reference referral customer-logo association charity ngo foundation authority council
	marketplace fintech scaleup scale-up guild coop nonprofit non-profit college faculty consortium chamber ministry regulator hotelier dealer dealership
	franchise subsidiary hospice mill brewery winery distillery bakery dairy`,
	// What a business handles.
	nCommodity: `parcel package shipment order pallet meal product item article good crate bottle barrel box container delivery invoice claim permit case file document
	record message letter bill payment transaction request form ticket loan book record crop harvest crate animal cow hive seed food energy water
	dose sample image photo scan drawing copy print room bed seat table line lot batch part transcript plan appointment vacancy
	machine vehicle train trip flight shift report inspection incident case application bag device laptop vessel bus tram question mail
	chemo platelet antibiotic biogas diesel petrol flour malt hop poultry cider loaf tomato strawberry pear carrot bean sapling oak aluminium aluminum
	cardboard garment coat cargo freight sack keg offcut veggie snack lunch breakfast`,
	// Change as a noun.
	// Things in general: what no list above names, in trades of every kind.
	nThing: `intake soil radio ledger house home door wall classroom circle weld spot tea soup wine beer coffee bread cheese milk meat fish egg fruit vegetable
	grain wheat barley corn rice potato apple grape olive sugar salt oil spice honey wool cotton leather cloth fabric paper wood timber stone brick concrete
	steel iron copper gold silver glass plastic rubber tile pipe cable wire chain rope tape glue screw bolt nail hinge lock key handle
	bike bicycle cycle boot shoe jacket hat glove uniform helmet belt strap bag backpack suitcase basket cart trolley wheel tyre tire brake engine motor gear pad axle
	wing propeller sail deck hull berth buoy pier dock harbour harbor quay canal river lake sea coast beach island mountain hill valley forest wood woodland tree
	leaf seed seedling root branch flower grass weed field meadow orchard vineyard greenhouse stable barn pen fence gate path trail track pavement kerb crossing
	sidewalk junction roundabout tunnel rail railway train carriage wagon tram metro ferry aircraft plane helicopter drone satellite rocket telescope microscope lens
	mirror lamp light bulb candle stove oven kiln furnace heater radiator chimney roof ceiling wall window floor carpet chair desk table sofa bed mattress
	pillow blanket towel curtain kitchen bathroom toilet shower bath sink tap bottle can jar cup mug plate bowl fork knife spoon pan pot kettle fridge freezer
	cow pig sheep goat horse hen chicken duck goose dog cat rabbit bee hive bird fish salmon trout herd flock calf lamb species animal plant insect pest
	body head face eye ear nose mouth tooth teeth hand arm leg foot knee hip heart lung liver kidney brain skin bone blood wound tissue cell gene genome
	tumor tumour cancer diabetes stroke sepsis fever vaccine medicine drug pill tablet syringe needle bandage stent implant wheelchair ambulance ward theatre bedside
	football ball goal net racket bat pitch court pool track medal cup trophy league team squad fixture ticket seat turnstile stand crowd fan
	song tune melody choir orchestra band piano guitar violin drum stage theatre opera ballet dance film movie cinema camera lens photo picture painting
	sculpture craft pottery ceramic textile jewel watch clock toy doll puzzle game card dice book textbook notebook pen pencil crayon board chalk blackboard
	letter stamp envelope parcel postcard inbox mailbox phone smartphone headset microphone speaker screen monitor keyboard mouse laptop tablet printer scanner
	cable socket plug battery charger adapter solar panel turbine grid meter substation transformer pipe pump valve boiler tank reservoir dam well spring
	waste bin litter recycling compost sewage sewer drain gutter flood storm drought fire smoke earthquake weather climate wind rain snow ice sun heat
	air atmosphere dust noise light color colour shape pattern curve line edge corner surface side front back top bottom center middle
	word sentence paragraph text font letter symbol number digit figure parameter variable constant value field record row column cell block byte string
	secret password token certificate permission role right privilege policy rule law bill act court judge jury trial lawsuit claim appeal verdict evidence witness
	clause contract deed will estate property land plot parcel house flat apartment villa tower office shop market mall counter till checkout shelf aisle stockroom
	wallet purse coin note bank loan mortgage credit debit insurance pension benefit welfare tax tariff duty toll fine penalty
	name label title headline caption image picture icon avatar profile biography address postcode email domain url link file folder directory drive disk
	notebook jupyter spreadsheet workbook cell formula macro script shell terminal console dialog window tab menu toolbar cursor pointer
	monolith microservice container pod cluster namespace bucket blob topic partition shard replica node edge gateway firewall proxy vpn dns ssl tls
	crate gem wheel jar binary artifact snapshot tag branch commit merge pull diff blame issue board lane swimlane
	corpus dataset data set sample batch epoch tensor embedding prompt token gpu chip wafer circuit sensor lidar radar sonar gauge beacon
	slot bay hub spoke stop platform concourse lounge lobby reception desk counter kiosk inlet outlet vent duct fan filter mask shield
	mailing quiz item gallery trailer sign signpost map atlas globe compass guidebook lantern flag banner balloon tent camp campsite cabin hut lodge hostel hotel villa
	thing example reason problem stuff ground dyke earth sky whistle smile feet king threads matrix object format category`,
	// Fields of knowledge, work and life: what work is about.
	nField: `data science math maths mathematics physics chemistry biology genetics history geography art music sport language literacy numeracy reading writing
	law medicine nursing pharmacy dentistry surgery histology radiology cardiology oncology pediatrics maternity emergency rehabilitation psychiatry
	marketing sales finance accounting accountancy payroll billing invoicing procurement purchasing logistics transport transportation shipping haulage warehousing storage
	manufacturing production assembly welding machining milling casting painting packaging engineering construction housing planning architecture
	farming agriculture horticulture forestry fishing irrigation breeding harvesting gardening landscaping beekeeping
	education schooling teaching learning training research innovation technology computing it security privacy compliance audit risk fraud
	hr recruiting recruitment recruiting hiring retention onboarding staffing rostering scheduling dispatch forecasting reporting analytics monitoring observability
	communication communications pr press media advertising publishing journalism broadcasting design branding merchandising pricing
	tourism travel hospitality catering cooking retail wholesale trade commerce e-commerce ecommerce banking insurance investment fundraising philanthropy
	policy politics government administration democracy justice defence defense police policing fire rescue emergency disaster
	energy power electricity gas water sanitation recycling environment climate conservation biodiversity restoration
	infrastructure devops cloud networking mobile web frontend backend testing qa documentation support ops operations maintenance upkeep repair
	health hygiene nutrition fitness wellness therapy counselling care aftercare intake triage discharge admission
	sports football rowing rugby cricket tennis swimming running cycling athletics gymnastics sailing climbing skiing
	english german french spanish italian portuguese dutch polish latin greek arabic chinese japanese korean russian turkish hindi welsh
	haskell nix rust python java javascript typescript kotlin swift golang c sql html css react angular vue kubernetes docker terraform ansible aws azure gcp
	linux windows macos ios android postgres mysql redis kafka spark hadoop jenkins git github gitlab jira confluence slack salesforce sap
	iot ai ml nlp llm gdpr soc2 hipaa pci iso itil scrum kanban agile lean
	phishing biogas cyber ski geodata physiotherapy dialysis midwifery geriatrics palliative humanities joinery anodising anodizing crowdfunding
	bookkeeping telehealth telephony trading firefighting composting seo ux graphql grpc mqtt opentelemetry json yaml xml html5 wasm webassembly ebpf
	mlops devsecops finops graph philosophy economics`,
	nChange: `increase decrease reduction growth rise drop decline improvement gain uplift fall cut saving acceleration expansion boost surge jump climb upturn shift`,
	// Delivery as a noun.
	nDelivery: `launch release rollout roll-out migration implementation deployment development delivery introduction creation installation integration transition
	upgrade redesign overhaul refactoring rewrite automation digitization digitisation digitalization modernization modernisation rebranding rebrand relaunch
	completion commissioning setup set-up go-live opening construction renovation refurbishment consolidation conversion replacement restructuring
	standardization definition documentation publication preparation drafting design establishment move relocation handover revision update
	prototype beta alpha mvp poc pilot certification accreditation audit encryption localization translation integration support handling`,
}

var otherWords = [otherClasses]string{
	oDeterminer: `the a an this that these those its their his her your another such other further additional own both either which what whose same`,
	oOwn:        `we our us ours my i me mine ourselves internal in-house own`,
	oPreposition: `of in on at to for with by from into onto over under within without across through via per between among against about around after before during until till
	since toward towards behind beside besides beyond above below near as than like upon throughout regarding concerning including excluding despite along versus vs
	beneath atop amid amongst incl minus pending re unlike`,
	oConjunction: `and or but so because while whilst whereas if when where that which who whom whose as although though unless plus nor yet once
	why how whether`,
	oAll: `all every each everyone everybody everything entire whole full any always fully entirely completely wholly 100
	everyday everywhere anywhere anything somewhere something`,
	oNone: `no zero none nobody nothing never not without nil neither cannot can't don't doesn't isn't won't non`,
	oVague: `most many several some few various numerous significant significantly substantially substantial considerably considerable markedly noticeably greatly
	dramatically drastically majority much lots plenty multiple certain enough sufficient sufficiently adequate regular regularly frequent often
	appropriate reasonable measurably meaningful meaningfully relevant high low large big small good strong solid decent proper properly clearly
	somewhat slightly strongly highly heavily widely vastly massively notably steadily continually continuously constantly further
	serious obvious noticeable tangible visible sizeable sizable sensible acceptable handful negligible optimal bulk scores tons dozens hundreds thousands
	heaps`,
	oMore: `better faster quicker cheaper easier simpler smoother stronger safer cleaner clearer smarter happier healthier friendlier higher lower greater larger bigger smaller
	shorter longer more less fewer sooner earlier later nicer tighter closer wider deeper broader richer warmer leaner calmer greener best fastest easiest
	simplest safest strongest leading most friendliest handier worse
	slowest smoothest calmest warmest weakest biggest brightest newest oldest largest smallest highest lowest longest shortest cheapest rather older
	younger hotter colder poorer steadier sturdier kinder braver bolder prouder tidier thinner lighter heavier harder softer shallower finer rougher
	fairer wiser meaner`,
	oGood: `excellent great seamless world-class outstanding amazing awesome reliable robust smooth simple easy fast quick happy delightful delighted beautiful
	modern innovative efficient effective healthy safe secure stable sustainable scalable resilient dependable trusted trustworthy consistent coherent
	intuitive friendly user-friendly customer-centric flawless perfect ideal top leading best-in-class first-class first-rate premier favorite favourite
	unforgettable unmatched memorable exceptional superb remarkable brilliant vibrant thriving lively warm welcoming inclusive diverse open honest transparent
	fair strong solid agile lean nimble smart intelligent clean clear sharp crisp elegant effortless frictionless painless handy useful valuable
	meaningful relevant attractive compelling engaging exciting inspiring motivated committed engaged loyal proud confident calm famous renowned known recognized recognised
	respected loved beloved popular indispensable essential default go-to reference lasting durable ready fit competitive profitable data-driven
	smoothly seamlessly effectively efficiently reliably easily quickly safely happily well genuine real true truly unique special discreet comfortable pleasant operable dependable
	humane snappy valued privileged brave bold unhurt worthwhile rigorous interesting nice helpful appreciated blazing punctual predictable
	positive capable fearless creative generous tasty delicious legendary enviable bulletproof rock-solid grown-up humble hungry curious serene dignified
	rewarding worry-free accurate favourable`,
	oNew: `new newly fresh updated revised revamped redesigned reworked improved next upcoming first initial opening second third automated automatic digital
	online mobile shared joint common single unified central basic minimal functional functioning working complete full-scale comprehensive final draft provisional
	pilot beta alpha dedicated custom bespoke standardized standardised integrated public private open-source end-to-end multi-year full-size preliminary built-in
	reusable configurable prototype experimental interactive hybrid remote virtual replacement refreshed renewed
	interim auto anonymised anonymized barcoded searchable standalone nested sharded structured mandatory self-service self-hosted
	multilingual bilingual printable wireless contactless paperless touch-free voice-controlled`,
	oDone: `live available ready done complete finished operational online public published final approved accepted active functional deployed usable accessible
	implemented installed launched released enabled functional present up-to-date documented set current out
	valid merged signed aware circulated completed`,
	oLeast: `least minimum min maximum max over under above below exceed exceeding more fewer less than upto up beyond within most`,
	oAdverb: `successfully also only just then now quickly actively together fully directly simply still already again jointly carefully regularly properly mainly
	especially primarily currently immediately independently internally externally consistently collaboratively thoroughly timely really very too ever even so there here
	roughly approximately approx about around circa almost nearly exactly overall altogether ourselves themselves please atleast
	instead ahead forward abroad anymore forth yourself downstream upstream offline straight well-nigh how why alone afterwards beforehand meanwhile
	moreover therefore thus hence likewise namely`,
	oNumber:  `one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen couple once twice`,
	oExact:   `flat double triple half twice halved doubled tripled twofold threefold tenfold unchanged constant zero third quarter everyone nobody none never neutral break-even breakeven`,
	oPronoun: `he she it they them him who whoever someone somebody anybody themselves itself one ones`,
	oMeasure: `average mean median avg total p50 p75 p90 p95 p99 p99.9 overall net gross monthly weekly daily annual yearly quarterly hourly active peak unplanned
	organic cumulative aggregate typical maximum minimum max min unaided aided unique recurring returning repeat like-for-like same-store paid paying`,
	oPlain: `thorough reproducible local regional national international global foreign domestic rural urban native actual real past latest recent former current present future old young
	middle main major minor key core central principal chief primary secondary tertiary vital crucial critical urgent important essential basic general special specific
	particular typical usual normal standard ordinary common rare odd strange different distinct separate similar equal identical same various varied mixed diverse
	vacant empty open closed wide narrow long short tall deep shallow thick thin heavy light huge tiny massive medium mid upper lower inner outer front rear left right top bottom
	red green blue black white grey gray amber yellow cold hot warm wet dry hard soft loud quiet raw ripe early late prompt immediate instant next previous prior following
	oriented minded wide based powered driven owned led run free paid spare extra further additional external outside inside indoor outdoor outpatient inpatient
	legal medical clinical technical commercial financial industrial social cultural political economic environmental agricultural academic scientific educational
	administrative operational organizational strategic tactical physical mental emotional personal individual professional corporate municipal federal civic
	electronic electric mechanical chemical acoustic visual verbal written spoken human natural artificial solar nuclear organic synthetic
	worst best worth able unable likely unlikely possible impossible potential actual estimated approximate exact precise rough
	internal external cross functional multi single dual triple binary total partial half full-time part-time permanent temporary seasonal
	wooden metal plastic glass steel sick ill injured disabled elderly poor rich homeless unemployed female male gender retired married certified licensed accredited qualified
	eligible suitable available compatible compliant conformant dependent independent related relevant affected disputed expired faded broken damaged cracked missing wrong
	correct incorrect false duplicate redundant obsolete outdated legacy stale idle dead alive asleep awake asset top-tier mid-market tier-1 enterprise-grade
	mobile-first cloud-native open-ended long-term short-term mid-term real-time up-to-date off-site on-site on-premise on-call in-store in-person face-to-face hands-on
	north south east west northern southern eastern western nordic european asian african american british german french spanish italian dutch polish welsh scottish irish
	japanese chinese indian canadian australian b2b b2c saas decimal digital analog optical thermal acute chronic preventive prenatal postnatal primary-care
	little big small large smart cloud-based web-based data-based evidence-based role-based rule-based etc e.g. i.e. off e.g per-user apart apiece away alongside
	dynamic static manual semi-automatic cyclic ad-hoc one-off recurring ongoing simultaneous concurrent parallel serial
	plain dark oral neighbouring neighboring deaf blank boring chilled cheap lapsed incoming overdue unused matched wave supervisory direct civil flaky
	downstream upstream offline risky steep stained crowded divided diseased displaced exhausted emptied dull dangerous difficult wild rusty leaky noisy
	junior base anti bulk dry-run stored overseas inbound outbound geriatric palliative surgical postal editorial somatic collective blameless parental
	predicted unpaid unexcused fraudulent broad straight sole overnight statutory voluntary mandatory ancient conscious disappointed afraid hungry
	frightened valid unsafe intact repeated regarded`,
}
