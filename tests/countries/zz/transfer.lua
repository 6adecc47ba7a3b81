-- Credit decree § 2  National credit stands beside points and becomes points by the table of the country alone.
rule "zz.credit.2.points" {
  law      = "Credit decree § 2",
  since    = "2009-06-18",
  says     = { en = "Credit becomes points by the table of the decree." },
  for_each = unit,
  phase    = "validate",
  gives    = award {
    unit   = unit.target.unit,
    points = unit.national_credit * from_table { param.points_for_a_credit, unit.credit_system },
  },
}

-- Credit decree § 3  What was learnt is that which the unit asks for.
rule "zz.credit.3.covered" {
  law       = "Credit decree § 3",
  since     = "2009-06-18",
  says      = { en = "The outcomes are those of the unit." },
  for_each  = unit,
  phase     = "validate",
  must      = covers(unit.outcomes, unit.target.outcomes),
  otherwise = partial,
}
