-- § 37 (1), § 38  The qualification is awarded for the final examination, never for units.
rule "de.bbig.37.1.final_exam" {
  law       = { BBiG = "BBiG § 37 Abs. 1, § 38", HwO = "HwO § 31 Abs. 1, § 32" },
  since     = "2005-04-01",
  says      = {
    en = "Only the final examination leads to the qualification.",
    de = "Zum Abschluss führt allein die bestandene Abschlussprüfung.",
    fi = "Tutkintoon johtaa vain hyväksytty päättökoe.",
    nl = "Alleen het behaalde eindexamen leidt tot de kwalificatie.",
  },
  for_each  = completion,
  must      = same(completion.final_exam, "passed"),
  otherwise = refused { instead = { "external_admission", "shortening", "establishment", "equivalence" } },
  gives     = award_qualification { by = "final_exam" },
}
