package main

import (
	"context"
	"reflect"
	"time"
)

// dashboard reads the numbers of an instant.
func (d *duck) dashboard(ctx context.Context, instant time.Time) (figures, error) {
	var f figures
	if err := d.at(ctx, instant); err != nil {
		return f, err
	}
	err := d.conn.QueryRowContext(ctx, text("dashboard")+text("figures")).Scan(fields(reflect.ValueOf(&f).Elem())...)
	return f, err
}

// fields returns the numbers in a struct or an array, in order.
func fields(value reflect.Value) []any {
	var list []any
	switch value.Kind() {
	case reflect.Struct:
		for _, field := range value.Fields() {
			list = append(list, fields(field)...)
		}
	case reflect.Array:
		for i := range value.Len() {
			list = append(list, fields(value.Index(i))...)
		}
	default:
		list = append(list, value.Addr().Interface())
	}
	return list
}

// statuses reads the statuses of the same instant.
func (d *duck) statuses(ctx context.Context) ([]uint8, error) {
	rows, err := d.conn.QueryContext(ctx, text("dashboard")+text("statuses"))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var sets []uint8
	for rows.Next() {
		var set uint8
		if err := rows.Scan(&set); err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, rows.Err()
}

// trend returns the points of a year.
func (d *duck) trend(ctx context.Context, instant time.Time) ([]trendFigures, error) {
	if err := d.at(ctx, instant); err != nil {
		return nil, err
	}
	rows, err := d.conn.QueryContext(ctx, text("trend"))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var points []trendFigures
	for rows.Next() {
		var p trendFigures
		if err := rows.Scan(&p.Total, &p.Assigned, &p.Used, &p.UnknownAssigned, &p.UnknownUsed); err != nil {
			return nil, err
		}
		points = append(points, p)
	}
	return points, rows.Err()
}
