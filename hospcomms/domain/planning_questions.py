"""The words of the planning questions: key, question, what it is asked for, and an example of an answer, by model."""

from __future__ import annotations

from hospcomms.domain.wording import N_

Words = tuple[str, str, str, str]

_HBM: tuple[Words, ...] = (
    (
        "susceptibility",
        N_("Do people believe it can happen to them?"),
        N_("Perceived susceptibility: nobody protects themselves from what they take to be the trouble of others."),
        N_("They say: “Nobody in my family has diabetes, so I will not get it”."),
    ),
    (
        "severity",
        N_("How serious do they believe it to be?"),
        N_("Perceived severity: consequences for health, work, family and money, as people see them."),
        N_("Diabetes is taken for “a little sugar”; blindness and amputation are not thought of."),
    ),
    (
        "benefits",
        N_("What good do they expect from doing what is advised?"),
        N_("Perceived benefits: the advice must be believed to work, and soon enough to be felt."),
        N_("Those who walk every day sleep better and need fewer tablets; they tell it themselves."),
    ),
    (
        "barriers",
        N_("What keeps them from doing it?"),
        N_("Perceived barriers: cost, time, distance, shame, habit. Each one named can be made smaller."),
        N_("The test is only done on Tuesday mornings, when most of them work."),
    ),
    (
        "cues",
        N_("What would remind or prompt them at the right moment?"),
        N_("Cues to action: a word from the nurse, a message, a poster where the decision is taken."),
        N_("The nurse who measures blood pressure offers the sugar test in the same visit."),
    ),
    (
        "self_efficacy",
        N_("Do they feel able to do it, and keep doing it?"),
        N_("Self-efficacy: people try what they have practised or have seen people like them do."),
        N_("After a cooking demonstration, the women say they can prepare the meal at home."),
    ),
)
_STAGES: tuple[Words, ...] = (
    (
        "stage",
        N_("At which stage is the audience?"),
        N_("Not thinking of it; thinking of it within 6 months; preparing within 30 days; acting; 6 months and more."),
        N_("Most know they should be tested and put it off: they are thinking of it."),
    ),
    (
        "evidence",
        N_("How do you know?"),
        N_("A few questions to some people are better than a guess: asked whom, how many, when."),
        N_("30 visitors of two clinics were asked in October; 19 intend to be tested “one day”."),
    ),
    (
        "moves",
        N_("What would move them to the next stage?"),
        N_(
            "Early on: why it concerns them. Later: how, where, with whom. To those who act, reasons are of little use."
        ),
        N_("A fixed day without an appointment, and somebody like them who tells how it went."),
    ),
    (
        "keeps",
        N_("What keeps those who began from going back?"),
        N_("Maintenance: support, reminders, a plan for the difficult day; a relapse is part of the way."),
        N_("A walking group on Saturdays, and a call from the nurse in the third month."),
    ),
)
_FOUR_P: tuple[Words, ...] = (
    (
        "product",
        N_("Product: what do you offer, and what do people gain?"),
        N_("The behaviour, the service behind it, and the benefit that people themselves value."),
        N_("A free sugar test in five minutes, and the peace of mind to know."),
    ),
    (
        "price",
        N_("Price: what does it cost them?"),
        N_("Money, time, effort, fear, the eyes of others. Make it smaller, or the gain larger."),
        N_("Half a working day and the fear of the result."),
    ),
    (
        "place",
        N_("Place: where and when can they do it?"),
        N_("Where people already are, at hours that suit them."),
        N_("In the market on Friday mornings, beside the mosque after prayer."),
    ),
    (
        "promotion",
        N_("Promotion: how do they hear of it, and from whom?"),
        N_("Channels the audience uses and people it trusts; the message tried out beforehand."),
        N_("Local radio, the imam, and the diabetes association."),
    ),
    (
        "orientation",
        N_("Customer orientation: what did you learn from the people themselves?"),
        N_("Benchmark 1: the programme starts from how people live, seen from several sources."),
        N_("Two group discussions and the records of the chronic diseases clinic."),
    ),
    (
        "behaviour",
        N_("Behaviour: who is to do what, when, how often?"),
        N_("Benchmark 2: something one can see and count, not only knowledge or attitude."),
        N_("Adults over 40 are tested once a year at the health centre."),
    ),
    (
        "theory",
        N_("Theory: on which model does the programme rest?"),
        N_("Benchmark 3: say which, and what follows from it for what is done."),
        N_("Health Belief Model: the barriers weigh more than the lack of knowledge."),
    ),
    (
        "insight",
        N_("Insight: what moves these people deep down?"),
        N_("Benchmark 4: what they want, fear and are proud of, in connection with the behaviour."),
        N_("They want to stay able to work and not to be a burden to their children."),
    ),
    (
        "exchange",
        N_("Exchange: what do they get for what they give?"),
        N_("Benchmark 5: the gain must outweigh the cost in their eyes, and come soon."),
        N_("Ten minutes of waiting against a result at once, with a word of advice."),
    ),
    (
        "competition",
        N_("Competition: what speaks against it?"),
        N_("Benchmark 6: habits, adverts, rumours, and whatever else asks for their time."),
        N_("Sweet tea at every visit, and herbs sold as a cure."),
    ),
    (
        "segmentation",
        N_("Segmentation: which groups need something different?"),
        N_("Benchmark 7: groups that live and decide differently are not addressed alike."),
        N_("Men who work away from home, and women who cook for the family."),
    ),
    (
        "mix",
        N_("Methods mix: what is done besides information?"),
        N_("Benchmark 8: information, support, surroundings and rules together; a poster alone changes little."),
        N_("Test days, training of the nurses, and a sugar-free choice in the canteen."),
    ),
)
_PRECEDE: tuple[Words, ...] = (
    (
        "social",
        N_("Phase 1, social: what matters to people’s lives here?"),
        N_("Quality of life as the community sees it; it is asked, not supposed."),
        N_("Families speak of lost working days and of journeys to the dialysis centre."),
    ),
    (
        "epidemiological",
        N_("Phase 2, epidemiological: which health problem, behaviour and surroundings are behind it?"),
        N_("Figures with source and year, then the behaviour and the conditions that bring the problem about."),
        N_("One adult in seven has diabetes; half of them do not know it and have never been tested."),
    ),
    (
        "predisposing",
        N_("Phase 3, predisposing: what do people know, believe and value?"),
        N_("What stands before the behaviour and makes it likely or not."),
        N_("Most cannot name one early sign."),
    ),
    (
        "enabling",
        N_("Phase 3, enabling: what makes it possible?"),
        N_("Skills, services within reach, resources and rules."),
        N_("Test strips are lacking in two of six clinics."),
    ),
    (
        "reinforcing",
        N_("Phase 3, reinforcing: what rewards or discourages it afterwards?"),
        N_("Family, friends, carers and the result one feels decide whether it lasts."),
        N_("The daughter who accompanies her father, and the doctor who praises a better figure."),
    ),
    (
        "administrative",
        N_("Phase 4, policy and resources: what does the hospital have and decide?"),
        N_("Money, people, time, and the rules that help or hinder; what is fitted to what was found."),
        N_("Two nurses on Tuesdays and a vehicle twice a month; the director’s approval is needed."),
    ),
    (
        "implementation",
        N_("Phase 5, implementation: who does what, when?"),
        N_("It becomes the activities of the plan, each with a name and a day."),
        N_("Sessions every Tuesday from 3 November, led by the nurse of the clinic."),
    ),
    (
        "process",
        N_("Phase 6, process: is it done as planned?"),
        N_("Sessions held, people who came, quality of delivery: known while there is time to correct."),
        N_("Attendance counted at each session; after three of them the plan is looked at."),
    ),
    (
        "impact",
        N_("Phase 7, impact: did behaviour and its causes change?"),
        N_("Measured before and after, with a number of answers that can show the change."),
        N_("The share of adults over 40 tested within the year rises from 22% to 32%."),
    ),
    (
        "outcome",
        N_("Phase 8, outcome: did health and quality of life improve?"),
        N_("It often takes years and more than one programme; say when it will be looked at."),
        N_("Amputations because of diabetes, from the hospital’s records, after two years."),
    ),
)
_P_PROCESS: tuple[Words, ...] = (
    (
        "inquire",
        N_("Step 1, inquire: what is known of the problem, the audience and what was tried before?"),
        N_("Situation, people, channels, partners; what others did and what came of it."),
        N_("The campaign of two years ago reached women; men were not reached."),
    ),
    (
        "design",
        N_("Step 2, design: which change, in whom, by what way?"),
        N_("Behavioural objectives, the way from activity to change, partners, indicators and a timetable."),
        N_("Men over 40 are tested at their workplace: 300 by the end of the year."),
    ),
    (
        "create",
        N_("Step 3, create and test: which messages and materials, and what did people make of them?"),
        N_("Drafts are shown to some people of the audience and changed before they are printed."),
        N_("Of 20 people asked, 17 could say the main message in their own words; the drawing was changed."),
    ),
    (
        "mobilise",
        N_("Step 4, mobilise and monitor: who takes part, and how do you follow it?"),
        N_("Partners know their task; figures are looked at regularly and the plan is corrected."),
        N_("The association brings people; every Thursday the figures are compared with the plan."),
    ),
    (
        "evaluate",
        N_("Step 5, evaluate and evolve: what changed, and what comes next?"),
        N_("Results against objectives, shared with partners, and what the next round does differently."),
        N_("Results are presented to the medical council in January; the test day stays."),
    ),
)
TEXTS: dict[str, tuple[Words, ...]] = {
    "hbm": _HBM,
    "stages": _STAGES,
    "four_p": _FOUR_P,
    "precede": _PRECEDE,
    "p_process": _P_PROCESS,
}
"""The questions of each model in the order in which they are asked."""
