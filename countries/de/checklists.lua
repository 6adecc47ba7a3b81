-- Before a stay abroad during training: erkend check CASE --in DE. A line that is not met refuses nobody.

-- § 76 (3)  The Act wants a plan agreed with the competent body; that it is agreed first is the guide's.
check "de.checks.departure.plan" {
  list      = "departure",
  law       = "BBiG § 76 Abs. 3",
  since     = "2005-04-01",
  status    = "unverified",
  says      = {
    en = "The plan of the stay was agreed before the departure.",
    de = "Der Plan des Aufenthalts wurde vor der Abreise abgestimmt.",
    fi = "Jakson suunnitelmasta sovittiin ennen lähtöä.",
    nl = "Het plan van het verblijf is voor het vertrek afgesproken.",
  },
  reading   = {
    en = "The Act names no day; agreements before the departure are asked for by the guide of the European project.",
    de = "Das Gesetz nennt keinen Tag; dass vor der Abreise abgestimmt wird, verlangt der Leitfaden des europäischen Projekts.",
  },
  for_each  = stay,
  where     = stay.plan_agreed,
  must      = before(stay.plan_day, stay.first_day),
}
