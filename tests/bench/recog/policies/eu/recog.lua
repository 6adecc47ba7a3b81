-- The benchmark's task: fourteen provisions of an imaginary regulation on learning abroad, as a lawyer would write
-- them. Three countries adopt it with their own parameters. README.md says what it comes from.

-- § 9, § 10  How much of what the unit at home asks for was shown.
define "shown" {
  law   = "Test regulation § 9",
  since = "2010-01-01",
  says  = { en = "the share of the outcomes of the unit at home that was shown" },
  is    = share_covered(unit.outcomes, unit.target.outcomes),
}

-- § 11  The grade by the table of the country; a unit that was passed without a grade has none.
define "grade_at_home" {
  law   = "Test regulation § 11",
  since = "2010-01-01",
  says  = { en = "the grade by the table of the country" },
  is    = from_table { param.grades_at_home, unit.scale, unit.grade, otherwise = none },
}

-- § 13  Points of the host become points at home, weigh less for a part of a unit, and go in steps.
define "points_at_home" {
  law   = "Test regulation § 13",
  since = "2010-01-01",
  says  = { en = "the points by the ratio of the countries, in steps" },
  is    = lesser_of(
    rounded(
      rounded(
        rounded(unit.points * from_table { param.points_ratio, case.host_country }, param.to_tenths)
          * from_table { param.weight_of_kind, unit.target.kind },
        param.to_tenths
      ),
      param.to_steps
    ),
    unit.target.points
  ),
}

-- § 1  Only what was passed goes further.
rule "test.1.passed" {
  law       = "Test regulation § 1",
  since     = "2010-01-01",
  says      = { en = "Only a unit that was passed is recognised." },
  for_each  = unit,
  phase     = "assess",
  must      = same(unit.result, "passed"),
  otherwise = refused,
}

-- § 2  A partner of the memorandum assesses.
rule "test.2.body" {
  law       = "Test regulation § 2",
  since     = "2010-01-01",
  says      = { en = "A partner of the memorandum assesses, or the board accepts the assessment." },
  for_each  = unit,
  phase     = "assess",
  must      = one_of(unit.assessed_by, mou.parties),
  otherwise = ruling.assessment_accepted,
}

-- § 3  Which learning the country takes.
rule "test.3.context" {
  law       = "Test regulation § 3",
  since     = "2010-01-01",
  says      = { en = "Learning of a kind that the country takes, or the board identifies it." },
  for_each  = unit,
  phase     = "assess",
  must      = one_of(unit.context, param.contexts),
  otherwise = ruling.learning_identified,
}

-- § 4  Home and host are partners.
rule "test.4.partners" {
  law       = "Test regulation § 4",
  since     = "2010-01-01",
  says      = { en = "Home and host are partners of the memorandum, or the board accepts them." },
  for_each  = unit,
  phase     = "validate",
  must      = covers(mou.parties, { agreement.home, agreement.host }),
  otherwise = ruling.partners_accepted,
}

-- § 5  The memorandum is in force on the day of the assessment.
rule "test.5.in_force" {
  law       = "Test regulation § 5",
  since     = "2010-01-01",
  says      = { en = "The memorandum is in force on the day of the assessment." },
  for_each  = unit,
  phase     = "validate",
  must      = in_force(mou, unit.assessed),
  otherwise = refused,
}

-- § 6  The memorandum lists the unit.
rule "test.6.listed" {
  law       = "Test regulation § 6",
  since     = "2010-01-01",
  says      = { en = "The memorandum lists the unit, or the board accepts it." },
  for_each  = unit,
  phase     = "validate",
  must      = one_of(unit.target.unit, mou.units),
  otherwise = ruling.unit_accepted,
}

-- § 7  The learning agreement names the unit.
rule "test.7.agreed" {
  law       = "Test regulation § 7",
  since     = "2010-01-01",
  says      = { en = "The learning agreement names the unit, or the board agrees afterwards." },
  for_each  = unit,
  phase     = "validate",
  must      = one_of(unit.target.unit, agreement.units),
  otherwise = ruling.agreed_afterwards,
}

-- § 8 (1)  The level of the qualification, less what the country lets pass.
rule "test.8.1.level" {
  law       = "Test regulation § 8 (1)",
  since     = "2010-01-01",
  says      = { en = "The unit has the level of the qualification, or one that the country lets pass." },
  for_each  = unit,
  phase     = "validate",
  must      = at_least(eqf(unit.level), eqf(qualification.level) - param.levels_below),
  otherwise = refused,
}

-- § 8 (2)  Old learning is looked at again.
rule "test.8.2.fresh" {
  law       = "Test regulation § 8 (2)",
  since     = "2010-01-01",
  says      = { en = "The assessment is not too old on the last day of the stay, or the board finds it up to date." },
  for_each  = unit,
  phase     = "validate",
  must      = on_or_before(agreement.last_day, years_after(unit.assessed, param.years_fresh)),
  otherwise = ruling.up_to_date,
}

-- § 9  Less than the least share is nothing.
rule "test.9.least" {
  law       = "Test regulation § 9",
  since     = "2010-01-01",
  says      = { en = "At least the least share of the outcomes was shown." },
  for_each  = unit,
  phase     = "validate",
  must      = at_least(term.shown, param.least_share),
  otherwise = refused,
}

-- § 10  Less than the full share is a part.
rule "test.10.full" {
  law       = "Test regulation § 10",
  since     = "2010-01-01",
  says      = { en = "What falls short of the full share counts in part." },
  for_each  = unit,
  phase     = "validate",
  where     = at_least(term.shown, param.least_share),
  must      = at_least(term.shown, param.full_share),
  otherwise = partial,
}

-- § 11  The table knows the grade.
rule "test.11.grade" {
  law       = "Test regulation § 11",
  since     = "2010-01-01",
  says      = { en = "The table knows the grade, or the board accepts the unit without one." },
  for_each  = unit,
  phase     = "recognise",
  must      = given(term.grade_at_home),
  otherwise = ruling.without_grade,
}

-- § 12  The grade is a pass at home.
rule "test.12.pass" {
  law       = "Test regulation § 12",
  since     = "2010-01-01",
  says      = { en = "The grade at home is a pass." },
  for_each  = unit,
  phase     = "recognise",
  where     = given(term.grade_at_home),
  must      = one_of(term.grade_at_home, param.passes),
  otherwise = refused,
  gives     = award { grade = term.grade_at_home },
}

-- § 13 (1)  The whole unit, with its points.
rule "test.13.1.whole" {
  law      = "Test regulation § 13 (1)",
  since    = "2010-01-01",
  says     = { en = "The unit is awarded with its points at home." },
  for_each = unit,
  phase    = "recognise",
  where    = at_least(term.shown, param.full_share),
  gives    = award { unit = unit.target.unit, points = term.points_at_home },
}

-- § 13 (2)  A part of it, with a part of them.
rule "test.13.2.part" {
  law      = "Test regulation § 13 (2)",
  since    = "2010-01-01",
  says     = { en = "A part of the unit is stated with the share of its points." },
  for_each = unit,
  phase    = "recognise",
  where    = less_than(term.shown, param.full_share),
  gives    = award {
    unit   = unit.target.unit,
    points = rounded(term.points_at_home * term.shown, param.down_to_tenths),
  },
}
