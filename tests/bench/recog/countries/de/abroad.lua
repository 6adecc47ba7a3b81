-- Test regulation § 14: in this country no units add up; the months abroad count.

-- § 14 (1)  A stay of up to a quarter counts; a longer one is asked about.
rule "test.14.1.quarter" {
  law       = "Test regulation § 14 (1)",
  since     = "2010-01-01",
  says      = { en = "Stays of up to a quarter of the training count; longer ones if the board lets them." },
  for_each  = abroad,
  must      = at_most(months_in_all(stay), param.share_abroad * qualification.prescribed_months),
  otherwise = ruling.longer_stay,
  gives     = count_as_training { months = months_in_all(stay) },
}

-- § 14 (2)  But no more than a third of it, nor more than a year.
rule "test.14.2.most" {
  law      = "Test regulation § 14 (2)",
  since    = "2010-01-01",
  says     = { en = "No more than a third of the training counts, nor more than twelve months." },
  for_each = abroad,
  limits   = count_as_training {
    months = lesser_of(param.most_share_counted * qualification.prescribed_months, param.most_months_counted),
  },
}
