package main

// scan answers by asking about one customer after the other. The rows are the
// records in the form that the engine wants.
func scan[T any](records []record, rows []T, holds func(*T) (bool, error)) answer {
	var ids []string
	return answer{
		count: func() (int, error) {
			count := 0
			for i := range rows {
				match, err := holds(&rows[i])
				if err != nil {
					return 0, err
				}
				if match {
					count++
				}
			}
			return count, nil
		},
		matches: func() ([]string, error) {
			ids = ids[:0]
			for i := range rows {
				match, err := holds(&rows[i])
				if err != nil {
					return nil, err
				}
				if match {
					ids = append(ids, records[i].ID)
				}
			}
			return ids, nil
		},
	}
}
