-- Recommendation of 18 June 2009: nobody is bound to use its points, and these countries never took them up.
-- Whoever shows a unit with points there is told so; nothing else follows.

rule "eu.2009_c155.no_points" {
  law       = "Recommendation 2009/C 155/02",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "The points of the unit are not used in this country; they change nothing.",
    de = "Die Punkte der Einheit werden in diesem Land nicht verwendet; sie ändern nichts.",
    fi = "Yksikön pisteitä ei käytetä tässä maassa; ne eivät muuta mitään.",
    nl = "De punten van de eenheid worden in dit land niet gebruikt; zij veranderen niets.",
    es = "Los puntos de la unidad no se utilizan en este país; no cambian nada.",
    it = "I punti dell'unità non sono utilizzati in questo paese e non producono alcun effetto.",
    ro = "Punctele unității nu se folosesc în această țară; ele nu schimbă nimic.",
  },
  reading   = {
    en = "No act says so: none was found that takes the points up. A credit of the country's own is another number.",
    es = "Ninguna norma lo dice: no se ha encontrado ninguna que adopte los puntos. Un crédito nacional es otra cifra.",
    it = "Nessun atto lo dispone: non se ne è trovato alcuno che recepisca i punti. Un credito nazionale è un altro valore.",
    ro = "Niciun act nu o spune: nu s-a găsit niciunul care să preia punctele. Un credit național este altă valoare.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = given(unit.points),
  gives     = inform { points = "not_used" },
}
